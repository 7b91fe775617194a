"""The version of the course, on its own: what lays lessons out needs it, and nothing else of the package."""

__version__ = "0.1.0"
