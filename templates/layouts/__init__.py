"""Page frames: main, narrow, bare."""
