"""Files that `sv-app dev` adds to the site; never shipped."""
