"""The settings: a TOML file, overridden by the environment, checked as a whole and turned into values."""
