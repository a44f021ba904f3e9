"""The domain layer: frozen models and pure functions, without input or output."""
