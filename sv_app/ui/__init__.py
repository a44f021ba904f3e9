"""The user interface: screens, components and their shared state."""
