"""Finding key figures and quotes in an article."""
