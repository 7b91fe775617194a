"""What `smo lab` adds to JupyterLab: settings for learners, and an extension that runs lessons by itself."""
