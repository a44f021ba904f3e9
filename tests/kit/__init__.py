"""Tests of the kit of a hospital."""
