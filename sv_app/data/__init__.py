"""All reading and writing on the device."""
