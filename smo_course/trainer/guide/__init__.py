"""“Write an exercise”: the page for trainers that says every field of every kind, of an assignment, and of what can be shown."""
