"""Build and serve the site. None of the Python modules in this package ships."""
