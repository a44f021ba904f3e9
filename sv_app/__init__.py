"""Côte à côte / Side by Side: support for professionals affected by an adverse event."""

__version__ = "0.1.0"
