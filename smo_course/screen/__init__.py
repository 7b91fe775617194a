"""What the learner sees: the only part of the course that imports ipywidgets."""
