"""Writes the case companies' tables into datasets/, each from its texts and a seed. For `make data`.

The files are kept in the repository, so that they can be read and that a lesson need not work them out; a test holds the two
together.
"""

import csv
import io
from datetime import datetime

from smo_course.course import content_root
from smo_course.simulators import cases


def written(company: str, name: str) -> str:
    """A table as its file has it."""
    rows = cases.table(company, name)
    text = io.StringIO()
    out = csv.writer(text, lineterminator="\n")
    out.writerow(rows[0])
    out.writerows([_cell(value) for value in row.values()] for row in rows)
    return text.getvalue()


def _cell(value: object) -> str:
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


if __name__ == "__main__":
    for company in cases.COMPANIES:
        folder = content_root() / "datasets" / company
        folder.mkdir(exist_ok=True)
        for name in cases.TABLES:
            (folder / f"{name}.csv").write_text(written(company, name), encoding="utf-8", newline="\n")
