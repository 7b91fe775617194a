"""A page that draws exercises by itself, with the widgets' own modules: data and scripts, and no markup made from exercises."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ..screen import sources


def standalone(title: str, lang: str, module: str, kinds: Iterable[str], data: Any, no_script: str, talks: bool = False) -> str:
    """The page without its doctype: `module` opens it with `data` and the views of these kinds. It reaches nothing outside, and
    only one that `talks` the server that it came from."""
    views = {kind: f"kinds/{kind}/view.js" for kind in sorted(kinds)}
    files = {path: sources.read(path) for path in sources.needed(module, *views.values())}
    connects = " connect-src 'self';" if talks else ""
    return f"""<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline' blob:;{connects} img-src data:">
<title>{title}</title>
</head>
<body>
<noscript>{no_script}</noscript>
<div class="smo smo-bank" id="page"></div>
<script type="application/json" id="files">{_json(files)}</script>
<script type="application/json" id="bank">{_json(data)}</script>
<script type="module">
{sources.read(sources.LOADER)}
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const files = read("files");
const load = linker(async (path) => files[path]);
const views = {{}};
for (const [kind, path] of Object.entries({json.dumps(views)})) views[kind] = await load(path);
(await load("{module}")).open(document.getElementById("page"), read("bank"), views);
</script>
</body>
</html>
"""


def _json(data: Any) -> str:
    """Data as it may stand inside a script: no text in it ends the script."""
    return json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
