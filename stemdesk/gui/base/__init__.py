"""What every widget stands on: translation, theme, icons, formatting, settings, the bridge to the engine's thread."""
