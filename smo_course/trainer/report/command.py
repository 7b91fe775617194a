"""`smo report`: the table in the terminal, then the page."""

from __future__ import annotations

import sys
import webbrowser
from pathlib import Path

import msgspec
from tqdm import tqdm

from ...words import Words
from ..grading.grade import grades_folder
from ..key import UnreadableKey, key_path, read_key
from .overview import Stale, read_overview, read_troubles
from .page import NoPage, write_page
from .terminal import told

say = Words(__file__)


def report(assignment: Path, folder: Path | None, lang: str, output: Path | None, browser: bool) -> int:
    """Tells what the class missed; 0 if all is made, 1 if only the table could be, 2 if nothing."""
    folder = folder or grades_folder(key_path(assignment))
    output = output or folder / "report.html"
    try:
        key = read_key(assignment)
        with tqdm(desc="Reading", unit="", delay=2, leave=False) as bar:
            overview = read_overview(key, folder, lang, bar.update)
        print(told(overview, read_troubles(folder, lang)))
    except UnreadableKey as error:
        return _cannot(error)
    except FileNotFoundError as error:
        return _cannot(f"{error.filename} is not there: run `smo grade` first")
    except OSError as error:
        return _cannot(f"{error.filename or folder}: cannot be read ({error.strerror})")
    except (Stale, msgspec.DecodeError):
        return _cannot(f"{folder} was graded with another key, or not to the end: run `smo grade` again")
    try:
        write_page(key, key_path(assignment), folder, output, lang)
    except NoPage as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{output}: cannot be written ({error.strerror})", file=sys.stderr)
        return 1
    print(f"\n{say('page', lang, file=str(output))}")
    if browser:
        webbrowser.open(output.absolute().as_uri())
    return 0


def _cannot(why: object) -> int:
    print(why, file=sys.stderr)
    return 2
