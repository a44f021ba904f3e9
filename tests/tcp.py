"""What the tests assume about TCP, where a limit of the site depends on it."""

TCP_INITIAL_WINDOW = 14 * 1024
"""Bytes that a server sends before it waits for an acknowledgement."""
