"""Writes the words of the labextension, a JSON file that its modules fetch, from words.yaml. For `make words`.

The file is kept in the repository so that what is installed needs no step of its own; a test holds the two together.
"""

import json

from smo_course.lab.launch import EXTENSION, say
from smo_course.text import LANGUAGES

WORDS = EXTENSION / "smo-course" / "words.json"


GROUPS = ("lesson", "owncells", "keep", "coursepanel", "inbox", "interface", "notice")  # the modules that say something


def words() -> str:
    """Their messages by language and group, as JSON."""
    told = {lang: {group: say.every(lang, group) for group in GROUPS} for lang in LANGUAGES}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


if __name__ == "__main__":
    WORDS.write_text(words(), encoding="utf-8")
