"""The style sheets of the widgets and of the JupyterLab extension meet on the same page."""

import re
from pathlib import Path

import smo_course

PACKAGE = Path(smo_course.__file__).parent


def test_the_extension_and_the_widgets_share_no_class_name():
    """A name used by both is styled by both: the meters of a story once vanished under the lesson's bar."""
    extension = set(re.findall(r"\.(smo-[\w-]+)", (PACKAGE / "lab/extension/smo-course/style.css").read_text(encoding="utf-8")))
    widgets = set()
    for path in [
        path for ending in ("css", "js", "py") for wing in ("screen", "kinds", "looks") for path in (PACKAGE / wing).rglob(f"*.{ending}")
    ]:
        widgets |= set(re.findall(r"\bsmo-[\w-]+", path.read_text(encoding="utf-8")))
    assert extension and widgets
    assert not extension & widgets - {"smo-course"}  # the course's own name, which widgets say without having such a class
