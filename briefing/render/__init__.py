"""From a brief to the frozen messages of a channel: templates in, bytes out, limits kept."""
