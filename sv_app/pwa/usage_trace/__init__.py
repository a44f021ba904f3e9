"""Scripts that run under Node at build time, with the browser's build of Python."""
