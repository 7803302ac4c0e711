"""The one place where the stages meet: collecting, composing, delivering, answering, and what is due."""
