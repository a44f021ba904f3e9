"""Côte à côte / Side by Side: support for professionals affected by an adverse event."""
