"""The things that can be shown: what a file says of each, and its tree."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, ClassVar

import msgspec

from ..elements import Child, Element, element
from ..markup import blocks, inline
from ..problems import Problem
from ..text import Text, number
from ..words import Words
from .rounds import drawn_round

say = Words(__file__)

_PICTURES = Path(__file__).parent / "pictures"


def _part(tag: str, kind: str, *children: Child | None) -> Element:
    """An element of a class, without the children that there are not."""
    return element(tag, *(each for each in children if each is not None), **{"class": kind})


class Picture(msgspec.Struct, forbid_unknown_fields=True):
    """A drawing of ours, by the name of its file in pictures/; `alt` says what it shows."""

    file: str
    alt: Text

    def tree(self, lang: str) -> Element:
        return element("img", src=_drawn(self.file), alt=self.alt.get(lang))


@cache
def _drawn(name: str) -> str:
    svg = (_PICTURES / f"{name}.svg").read_bytes()
    return f"data:image/svg+xml;base64,{b64encode(svg).decode()}"


def pictures() -> list[str]:
    """The drawings there are."""
    return sorted(each.stem for each in _PICTURES.glob("*.svg"))


class Thing(msgspec.Struct, forbid_unknown_fields=True, tag_field="look", kw_only=True):
    """Something to look at. Names and times are texts of its own: “Nadia”, “Friday, 5:58 p.m.”."""

    @property
    def look(self) -> str:
        """What it looks like: the name of its kind in files."""
        return str(self.__struct_config__.tag)

    def tree(self, lang: str) -> Element:
        """Its parts, with classes by which they are laid out."""
        raise NotImplementedError

    def drawings(self) -> Iterator[tuple[str, Picture]]:
        """The pictures in it, each by its field."""
        return iter(())

    def problems(self) -> Iterator[Problem]:
        for field, picture in self.drawings():
            if picture.file not in pictures():
                yield Problem(f"{field}.file", say.text("problem.picture", file=picture.file, known=", ".join(pictures())))


class Said(msgspec.Struct, forbid_unknown_fields=True):
    """What somebody says in a thread. `ours`: the company says it."""

    author: Text
    text: Text
    at: Text | None = None
    ours: bool = False

    def tree(self, lang: str) -> Element:
        return _part(
            "li", "smo-look-said" + (" smo-look-ours" if self.ours else ""), _byline(self.author, self.at, lang), *_body(self.text, lang)
        )


class Link(msgspec.Struct, forbid_unknown_fields=True):
    """The card of a page that a post leads to. `button` is what an advertisement asks people to do."""

    title: Text
    address: str
    button: Text | None = None

    def tree(self, lang: str) -> Element:
        return _part(
            "div",
            "smo-look-link",
            _part("p", "smo-look-where", self.address),
            _part("p", "smo-look-heading", self.title.get(lang)),
            _button(self.button, lang),
        )


class Published(Thing, kw_only=True):
    """What an account has published, with the replies below it. `sponsored`: it is shown because somebody pays."""

    author: Text
    text: Text
    at: Text | None = None
    where: Text | None = None
    picture: Picture | None = None
    link: Link | None = None
    sponsored: bool = False
    likes: int = 0
    replies: list[Said] = []

    counted: ClassVar[tuple[str, ...]]  # the fields of its counts, in the order in which they are shown

    def drawings(self) -> Iterator[tuple[str, Picture]]:
        if self.picture:
            yield "picture", self.picture

    def _account(self) -> str:
        """What stands behind the author's name."""
        return ""

    def tree(self, lang: str) -> Element:
        counts = [say(f"count.{name}", lang, n=n) for name in self.counted if (n := getattr(self, name))]
        return _part(
            "article",
            f"smo-look smo-look-{self.look}",
            _part("p", "smo-look-where", self.where.get(lang)) if self.where else None,
            _byline(self.author, self.at, lang, self._account(), self.sponsored),
            *_body(self.text, lang),
            self.picture.tree(lang) if self.picture else None,
            self.link.tree(lang) if self.link else None,
            _part("p", "smo-look-counts", " · ".join(counts)) if counts else None,
            _part("ul", "smo-look-thread", *(each.tree(lang) for each in self.replies)) if self.replies else None,
        )


class Post(Published, tag="post"):
    """A post on a general network. `where`: the group or page in which it stands."""

    comments: int = 0
    shares: int = 0

    counted = ("likes", "comments", "shares")


class Tweet(Published, tag="tweet", kw_only=True):
    """A tweet. `handle` is the account's name on the network, without its @."""

    handle: str
    replied: int = 0
    retweets: int = 0

    counted = ("replied", "retweets", "likes")

    def _account(self) -> str:
        return f"@{self.handle}"


class Message(Thing, tag="message"):
    """A conversation between a person and the company."""

    thread: list[Said]
    title: Text | None = None

    def tree(self, lang: str) -> Element:
        title = _part("p", "smo-look-where", self.title.get(lang)) if self.title else None
        thread = _part("ul", "smo-look-thread smo-look-talk", *(each.tree(lang) for each in self.thread))
        return _part("article", "smo-look smo-look-message", title, thread)

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if not self.thread:
            yield Problem("thread", say.text("problem.empty"))


class Review(Thing, tag="review"):
    """A customer's review: stars from 1 to 5, and what the company answered, if it did."""

    author: Text
    stars: int
    text: Text
    at: Text | None = None
    answer: Said | None = None

    def tree(self, lang: str) -> Element:
        stars = element("span", "★" * self.stars + "☆" * (5 - self.stars), **{"aria-hidden": "true", "class": "smo-look-stars"})
        return _part(
            "article",
            "smo-look smo-look-review",
            _byline(self.author, self.at, lang),
            _part("p", "smo-look-rating", stars, " ", say("stars", lang, n=self.stars)),
            *_body(self.text, lang),
            _part("ul", "smo-look-thread", self.answer.tree(lang)) if self.answer else None,
        )

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if not 1 <= self.stars <= 5:
            yield Problem("stars", say.text("problem.stars", value=self.stars))


class Figure(msgspec.Struct, forbid_unknown_fields=True):
    """A figure of a card: its name, its value, what to compare it with."""

    name: Text
    value: float
    unit: Text | None = None
    note: Text | None = None

    def tree(self, lang: str) -> Element:
        unit = self.unit.get(lang) if self.unit else ""
        before = "€" if lang == "en" and unit.startswith("€") else ""  # English writes the sign first
        unit = unit.removeprefix(before).strip()
        value = element("strong", before + number(self.value, lang), *([element("small", f"\u00a0{unit}")] if unit else []))
        note = [_part("p", "smo-look-note", self.note.get(lang))] if self.note else []
        return _part("div", "smo-look-figure", element("dt", self.name.get(lang)), element("dd", value, *note))


class Statistics(Thing, tag="statistics"):
    """A card of figures, as a network or a site shows them of a post or a month."""

    title: Text
    figures: list[Figure]

    def tree(self, lang: str) -> Element:
        return _part(
            "section",
            "smo-look smo-look-statistics",
            _part("p", "smo-look-heading", self.title.get(lang)),
            _figures(self.figures, lang),
        )

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if not self.figures:
            yield Problem("figures", say.text("problem.empty"))


class Result(Thing, tag="result"):
    """A page as a search engine lists it. `sponsored`: it is listed because somebody pays."""

    title: Text
    address: str
    text: Text
    sponsored: bool = False

    def tree(self, lang: str) -> Element:
        sponsored: list[Child] = [_sponsored(lang), " · "] if self.sponsored else []
        return _part(
            "article",
            "smo-look smo-look-result",
            _part("p", "smo-look-where", *sponsored, self.address),
            _part("p", "smo-look-title", self.title.get(lang)),
            *_body(self.text, lang),
        )


class Line(msgspec.Struct, forbid_unknown_fields=True):
    """A line of a paper, or a step: what it is about, and what it says."""

    name: Text
    text: Text


class Profile(Thing, tag="profile"):
    """The head of a page or of an account: its name, what it says of itself, its figures, its particulars, its button."""

    name: Text
    handle: str = ""
    about: Text | None = None
    cover: Picture | None = None
    figures: list[Figure] = []
    details: list[Line] = []
    button: Text | None = None

    def drawings(self) -> Iterator[tuple[str, Picture]]:
        if self.cover:
            yield "cover", self.cover

    def tree(self, lang: str) -> Element:
        return _part(
            "article",
            "smo-look smo-look-profile",
            self.cover.tree(lang) if self.cover else None,
            _byline(self.name, None, lang, f"@{self.handle}" if self.handle else ""),
            *(_body(self.about, lang) if self.about else []),
            _figures(self.figures, lang) if self.figures else None,
            _lines(self.details, lang) if self.details else None,
            _button(self.button, lang),
        )


_NUMBER = {"class": "smo-look-number"}  # a column that holds a number is ranged to the right, its name too


class Sheet(Thing, tag="sheet"):
    """A table that somebody has filled in: a campaign sheet, a calendar, an audit, figures post by post. Cells are texts or numbers."""

    title: Text
    columns: list[Text]
    rows: list[list[Text | float]]

    def tree(self, lang: str) -> Element:
        ranged = [_NUMBER if any(not isinstance(row[place], Text) for row in self.rows) else {} for place in range(len(self.columns))]

        def cell(tag: str, place: int, value: Text | float, **attributes: str) -> Element:
            inside = inline(value.get(lang)) if isinstance(value, Text) else [number(value, lang)]
            return element(tag, *inside, **ranged[place], **attributes)

        def cells(row: list[Text | float]) -> list[Element]:  # each with its column's name, which a narrow card says
            labels = [{"data-label": each.get(lang)} for each in self.columns]
            head = cell("th", 0, row[0], scope="row", **labels[0])
            return [head, *(cell("td", place, each, **labels[place]) for place, each in enumerate(row[1:], 1))]

        head = element("tr", *(cell("th", place, each, scope="col") for place, each in enumerate(self.columns)))
        rows = [element("tr", *cells(row)) for row in self.rows]
        table = element("table", element("caption", self.title.get(lang)), element("thead", head), element("tbody", *rows))
        scrolled = {"class": "smo-look-wide", "tabindex": "0", "role": "region", "aria-label": self.title.get(lang)}
        words = [each for each in zip(*self.rows, strict=True) if isinstance(each[0], Text)]  # columns of them
        kind = " smo-look-written" if len(words) > 2 else ""  # narrow, a row is a card: of figures, a table is what compares them
        return _part("section", f"smo-look smo-look-sheet{kind}", element("div", table, **scrolled))

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if not self.columns or not self.rows:
            yield Problem("rows" if self.columns else "columns", say.text("problem.empty"))
        for place, row in enumerate(self.rows):
            if len(row) != len(self.columns):
                yield Problem(f"rows[{place}]", say.text("problem.cells", n=len(row), columns=len(self.columns)))


class Paper(Thing, tag="paper"):
    """A paper that somebody has filled in, such as a charter, an audit, a message with its plan of action."""

    title: Text
    lines: list[Line]

    def tree(self, lang: str) -> Element:
        heading = _part("p", "smo-look-heading", self.title.get(lang))
        return _part("section", "smo-look smo-look-paper", heading, _lines(self.lines, lang))

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if not self.lines:
            yield Problem("lines", say.text("problem.empty"))


class Steps(Thing, tag="steps"):
    """A way that is gone in order: its steps, numbered, one after the other. `again` says that it begins anew after the last one:
    then the steps are drawn as a round."""

    title: Text
    steps: list[Line]
    again: Text | None = None

    def tree(self, lang: str) -> Element:
        steps = [
            element("li", element("strong", each.name.get(lang)), _part("p", "smo-look-note", each.text.get(lang))) for each in self.steps
        ]
        listed = _part(
            "div", "smo-look-listed", element("ol", *steps), _part("p", "smo-look-note", self.again.get(lang)) if self.again else None
        )
        return _part(
            "section",
            "smo-look-steps" + (" smo-look-rounds" if self.again else ""),
            _part("p", "smo-look-heading", self.title.get(lang)),
            drawn_round([each.name.get(lang) for each in self.steps]) if self.again else None,
            listed,
        )

    def problems(self) -> Iterator[Problem]:
        yield from super().problems()
        if not self.steps:
            yield Problem("steps", say.text("problem.empty"))
        if self.again and len(self.steps) < 3:
            yield Problem("again", say.text("problem.round"))


class Drawing(Thing, tag="drawing"):
    """A drawing with what is said below it."""

    picture: Picture
    caption: Text | None = None

    def drawings(self) -> Iterator[tuple[str, Picture]]:
        yield "picture", self.picture

    def tree(self, lang: str) -> Element:
        caption = element("figcaption", self.caption.get(lang)) if self.caption else None
        return _part("figure", "smo-look-drawing", self.picture.tree(lang), caption)


AnyThing = Post | Tweet | Message | Review | Statistics | Result | Profile | Paper | Sheet | Steps | Drawing


def _byline(author: Text, at: Text | None, lang: str, account: str = "", sponsored: bool = False) -> Element:
    """Who and when, with a disc in the place of a face."""
    name = author.get(lang)
    disc = element("span", name[:1], **{"class": "smo-look-face", "aria-hidden": "true"})
    more: list[Child] = [" ", element("span", account, **{"class": "smo-look-account"})] if account else []
    more += [" · ", element("time", at.get(lang))] if at else []
    more += [" · ", _sponsored(lang)] if sponsored else []
    return _part("p", "smo-look-by", disc, element("strong", name), *more)


def _sponsored(lang: str) -> Element:
    return _part("span", "smo-look-sponsored", say("sponsored", lang))


def _button(text: Text | None, lang: str) -> Element | None:
    """What looks like a button: it is drawn, and there is nothing behind it."""
    return _part("p", "smo-look-asks", _part("span", "smo-look-button", text.get(lang))) if text else None


def _figures(figures: list[Figure], lang: str) -> Element:
    return _part("dl", "smo-look-figures", *(each.tree(lang) for each in figures))


def _lines(lines: list[Line], lang: str) -> Element:
    return element(
        "dl", *(_part("div", "smo-look-line", element("dt", each.name.get(lang)), element("dd", *_body(each.text, lang))) for each in lines)
    )


def _body(text: Text, lang: str) -> list[Element]:
    return blocks(text.get(lang))


def faults(things: list[Any], field: str) -> Iterator[Problem]:
    """What is wrong in a list of things that a file has under `field`."""
    for place, each in enumerate(things):
        for problem in each.problems():
            yield Problem(f"{field}[{place}].{problem.field}", problem.reason)
