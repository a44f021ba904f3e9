"""One module per screen, named as its function that `@screen` decorates."""
