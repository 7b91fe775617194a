"""Jupyter without what it imports and does not use."""

import sys


def leave_out_iris() -> None:
    """To be called before anything of Jupyter's server, nbformat or papermill is imported.

    Their schemas name no IRI, but jsonschema imports whatever may check one, and `rfc3987_syntax` builds 38 parsers while it is
    imported: two seconds, more than all the rest of starting JupyterLab. jsonschema does without it where it is not installed.
    """
    sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None: as if it were not installed
