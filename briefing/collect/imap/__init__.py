"""Mailboxes, looked at and never changed."""
