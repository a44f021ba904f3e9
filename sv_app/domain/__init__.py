"""What the app knows: frozen models and pure functions."""
