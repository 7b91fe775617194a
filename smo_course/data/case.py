"""The case companies: a year of each, in the columns of the contract and in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from ..errors import CourseError
from ..text import LANGUAGES
from .contract import Columns, Schema, frame, read_columns, resource, resources
from .trouble import say

if TYPE_CHECKING:
    import pandas

FIRST = "maison-tilleul"  # the case of those who have not chosen another


def companies() -> list[str]:
    """The ids of the companies that there are."""
    return list(dict.fromkeys(name.partition(".")[0] for name in resources() if "." in name))


def is_of_a_case(name: str) -> bool:
    """Whether each company has a table of this name."""
    return f"{FIRST}.{name}" in resources()


def case_columns(name: str, company: str, lang: str) -> tuple[Columns, Schema]:
    """A table of a company's year, and what its columns are. Texts are those of the language; without a tag, so is their `lang`.

    Raises CourseError where there is no such company, naming those there are, or no such table.
    """
    if company not in companies():
        raise CourseError(say.text("case.unknown", company=company, companies=", ".join(companies())))
    schema = resource(f"{company}.{name}").schema
    told = _told(schema)
    others = {f"{each}_{other}" for each in told for other in LANGUAGES if other != lang}
    renamed = {f"{each}_{lang}": each for each in told}
    columns = {renamed.get(each, each): cells for each, cells in read_columns(f"{company}.{name}").items() if each not in others}
    if "lang" in columns:
        columns["lang"] = [each or lang for each in columns["lang"]]
    fields = [msgspec.structs.replace(each, name=renamed.get(each.name, each.name)) for each in schema.fields if each.name not in others]
    return columns, msgspec.structs.replace(schema, fields=fields)


def read_case(name: str, company: str, lang: str) -> pandas.DataFrame:
    """The same for pandas."""
    return frame(*case_columns(name, company, lang))


def read_users() -> pandas.DataFrame:
    """The sample of Twitter users for pandas, one row for a hundred of them; several values have a semicolon between them."""
    import numpy
    import pandas

    from ..simulators.twitter_users import SEVERAL, SHARES, sample

    users, columns = sample(), {}
    for name, cells in users._asdict().items():
        if name in SHARES:
            columns[name] = pandas.Categorical.from_codes(cells, list(SHARES[name]))
        elif name in SEVERAL:
            masks, places = numpy.unique(cells, return_inverse=True)
            texts = [";".join(value for place, value in enumerate(SEVERAL[name]) if mask >> place & 1) for mask in masks.tolist()]
            columns[name] = pandas.Series(numpy.array(texts, dtype=object)[places], dtype="string")
        else:
            columns[name] = pandas.Series(cells.astype("int64"))
    return pandas.DataFrame(columns)


def _told(schema: Schema) -> list[str]:
    """The columns that there are in every language, without its mark: text, for text_en and text_fr."""
    names = {field.name for field in schema.fields}
    return [field.name[:-3] for field in schema.fields if all(f"{field.name[:-3]}_{lang}" in names for lang in LANGUAGES)]
