"""Rules of good writing, checked before the words are published; never shipped."""
