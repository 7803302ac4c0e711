"""From a page or a text to an article."""
