"""A scheduled briefing bot."""
