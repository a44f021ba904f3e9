"""How the app becomes a website; runs at build time only."""
