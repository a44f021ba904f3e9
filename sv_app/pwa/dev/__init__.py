"""`sv-app dev`: serves the app, and updates the open pages after each change."""
