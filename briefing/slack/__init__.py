"""What people ask of the bot in Slack."""
