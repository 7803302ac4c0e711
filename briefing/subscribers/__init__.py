"""The rules about people who receive briefs by mail: pure decisions, signed links, and what returned mail means."""
