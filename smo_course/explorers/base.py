"""What every explorer has: settings, the answer that they give, and its words."""

from __future__ import annotations

import re
from typing import Any, ClassVar, Self

import msgspec

from ..errors import CourseError
from ..text import Text
from ..words import Words

say = Words(__file__)


class BadSetting(CourseError):
    """A setting that cannot be. `name` is that of the setting, "" where it is not one alone; the text says what to change."""

    def __init__(self, name: str, text: Text):
        super().__init__(text)
        self.name = name


class Explorer(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    """An explorer, set in one way: its fields are what a learner can change, each with the value that it has at first.

    The types are the schema: `hour: Annotated[int, Meta(ge=0, le=72)] = 63` takes nothing else. Without fields there is
    nothing to ask the kernel: the view draws what `content` holds. The same settings give the same answer, on every machine.

    One that reads data names its tables in `tables` ("posts"). Then `first`, `content` and `answer` are given each of them, in that
    order, by its columns (data/contract.py): of the case company, or of the learner's own.

    One that goes on from exercises names them in `exercises`; `filled` is given the one that the learner answered last, and what
    they filled in there, as its kind reads it.
    """

    tables: ClassVar[tuple[str, ...]] = ()
    exercises: ClassVar[tuple[str, ...]] = ()

    @classmethod
    def first(cls, *tables: Any, **_: Any) -> Self:
        """How it is set at first."""
        return cls()

    @classmethod
    def filled(cls, exercise: str, answer: Any) -> Self:
        """How it is set at first after this answer to one of its `exercises`."""
        return cls()

    @classmethod
    def content(cls, lang: str, *tables: Any, **_: Any) -> dict[str, Any]:
        """What the view needs whatever is set, such as names of things in one language. Sent once."""
        return {}

    def answer(self, *tables: Any, **_: Any) -> Any:
        """What comes of these settings, in no language: numbers, lists, dicts, dataclasses. Raises BadSetting.

        It takes a moment only, and draws no chance but from a seed among the settings.
        """
        return None

    def said(self, answer: Any, lang: str) -> str:
        """What the picture of this answer says, in words: its text alternative, and what stands where nothing can be drawn."""
        raise NotImplementedError

    @classmethod
    def asks(cls) -> bool:
        """Whether there is anything to set."""
        return bool(cls.__struct_fields__)

    @classmethod
    def read(cls, settings: Any) -> Self:
        """The explorer, set as a view says. Raises BadSetting."""
        try:
            return msgspec.convert(settings, cls)
        except msgspec.ValidationError as error:
            raise _bad_setting(error) from error

    def plain(self) -> dict[str, Any]:
        """The settings, as a view has them."""
        return msgspec.to_builtins(self)


_BOUND = re.compile(r"Expected `\w+` (?P<length>of length )?(?P<sign>[<>]=?) (?P<n>\S+)")
_SIGNS = {">=": "least", "<=": "most", ">": "above", "<": "below"}


def _bad_setting(error: msgspec.ValidationError) -> BadSetting:
    """What the schema says, in the learner's words: a number or a text can be out of bounds; all else comes from no screen."""
    reason, _, path = str(error).partition(" - at `$.")
    name = re.split(r"\W", path)[0]
    if bound := _BOUND.fullmatch(reason):
        of = "length" if bound["length"] else "number"
        return BadSetting(name, say.text(f"setting.{of}.{_SIGNS[bound['sign']]}", n=float(bound["n"])))
    if kind := re.match("Expected `(int|float)`,", reason):
        return BadSetting(name, say.text(f"setting.{kind[1]}"))
    return BadSetting(name, say.text("setting.other" if name else "settings"))
