"""The only reading and writing on the device."""
