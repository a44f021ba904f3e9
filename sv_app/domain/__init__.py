"""The domain layer: frozen models, and the rules of the app. It neither reads nor writes data."""
