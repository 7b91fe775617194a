"""Exercises for other systems: Moodle XML and QTI 2.1, with a list of what they cannot say."""
