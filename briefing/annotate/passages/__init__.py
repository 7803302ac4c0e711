"""An article in two: what stands in quotation marks, and the narration around it."""
