"""Workflows as data: the model, the strict loader with its checks, the engine, the table and the drawing."""
