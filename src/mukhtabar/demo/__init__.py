"""The sample site: content in the .toml files, put in place by the actions that people use."""
