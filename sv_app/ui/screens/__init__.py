"""One file per screen, named as its route."""
