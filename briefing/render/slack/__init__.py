"""A brief, its modals and the Home tab as Block Kit."""
