"""Build the site from the app; runs at build time only."""
