"""What authors of the content use, such as the editorial rules; not part of the shipped app."""
