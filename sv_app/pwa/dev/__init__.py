"""`sv-app dev`: serves the app, and shows each change on the page that is open."""
