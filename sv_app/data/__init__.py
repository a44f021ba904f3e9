"""The content files, the journal and its storage, and the functions of the browser's page."""
