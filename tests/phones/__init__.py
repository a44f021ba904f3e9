"""Tests of the apps for phones: what can be checked without a phone and without Flutter."""
