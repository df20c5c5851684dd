"""The workflows of the portal as data: one strict TOML file each, loaded and checked when the portal starts."""
