"""What runs under Node at build time, with the Python of the browser."""
