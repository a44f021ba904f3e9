"""Where the journal lives: a file, the browser, or memory."""
