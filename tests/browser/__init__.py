"""The portal in a real browser: Chromium against a real server on a real store."""
