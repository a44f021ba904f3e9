"""Storage backends of the journal (files, the browser, memory), and encrypted storage."""
