"""The report: what the class missed, told in the terminal and on a page made by a notebook."""
