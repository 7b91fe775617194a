"""The report as a page: the notebook is executed by papermill, and what its cells show becomes one file."""

from __future__ import annotations

import tempfile
from html import escape
from importlib.util import find_spec
from pathlib import Path

from ...errors import CourseError
from ...files import write_whole
from ...lab import light  # noqa: F401  # before papermill, which is imported below
from ...lab.kernels import private
from ...markup import plain as unmarked
from ...words import Words
from ..key import Key

say = Words(__file__)

_MARK = "<!doctype html>\n<!-- made by smo report -->\n"
_NOTEBOOK = Path(__file__).with_name("report.ipynb")


class NoPage(CourseError):
    """The page cannot be made; the text says why and what to do."""


def write_page(key: Key, key_path: Path, grades: Path, path: Path, lang: str) -> None:
    """Executes the notebook on a folder of grades and writes what it shows. Raises NoPage, and OSError."""
    if not find_spec("papermill"):
        raise NoPage(say.text("no_page.papermill"))
    if path.exists() and not (path.is_file() and path.read_bytes().startswith(_MARK.encode())):
        raise NoPage(say.text("no_page.there", path=path))
    shown = _shown(_executed(key_path.absolute(), grades.absolute(), lang))
    write_whole(path, page(shown, say("title", lang, title=unmarked(key.sheet.title.get(lang))), lang).encode())


def _executed(key: Path, grades: Path, lang: str):
    """The notebook with its outputs. It is written where nobody keeps it: it would name the trainer's folders."""
    import papermill
    from traitlets.config import Config

    with tempfile.TemporaryDirectory() as folder:
        try:
            return papermill.execute_notebook(
                str(_NOTEBOOK),
                str(Path(folder) / "report.ipynb"),
                {"key": str(key), "grades": str(grades), "lang": lang},
                cwd=folder,
                progress_bar={"delay": 2, "leave": False, "desc": say("making", lang), "unit": ""},
                config=Config({"KernelManager": private()}),
            )
        except papermill.PapermillExecutionError as error:
            raise NoPage(say.text("no_page.stopped", error=f"{error.ename}: {error.evalue}")) from error


def _shown(notebook) -> str:
    """What the cells show, as HTML: no code, nor what libraries say on the side."""
    from nbconvert import HTMLExporter

    for cell in notebook.cells:
        cell.outputs = [each for each in cell.outputs if each.output_type == "execute_result"]
    hidden = {"exclude_input": True, "exclude_input_prompt": True, "exclude_output_prompt": True}
    body, _ = HTMLExporter(template_name="basic", **hidden).from_notebook_node(notebook)
    return body


def page(body: str, title: str, lang: str) -> str:
    """The whole page around what the notebook shows. It needs no other file and no network, and runs nothing."""
    style = Path(__file__).with_name("page.css").read_text(encoding="utf-8")
    return f"""{_MARK}<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>{escape(title)}</title>
<style>
{style}</style>
</head>
<body>
<main>
{body}
</main>
</body>
</html>
"""
