"""The usage trace, which runs the app under Node at build time; tests use its fake client too."""
