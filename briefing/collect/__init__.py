"""Where articles come from: one file a kind of source, and the one door out."""
