"""Jupyter without what it imports and does not use: to be imported before its server, nbformat or papermill.

Their schemas name no IRI, but jsonschema imports whatever may check one, and `rfc3987_syntax` builds 38 parsers while it is
imported: two seconds, more than all the rest of starting JupyterLab. jsonschema does without it where it is not installed.
"""

import sys

sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]  # None: as if it were not installed
