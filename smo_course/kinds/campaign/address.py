"""The link of a campaign: the page that it leads to, with the three codes by which a site's statistics tell where visits come from."""

from __future__ import annotations

import re
from urllib.parse import SplitResult, parse_qsl, urlsplit

from ...text import Text
from ...words import Words

say = Words(__file__)

CODES = ("utm_source", "utm_medium", "utm_campaign")
_SOURCES = ("twitter", "x")


def coded(page: str, campaign: str) -> str:
    """A page's link with all three codes."""
    return f"{page}{'&' if '?' in page else '?'}utm_source=twitter&utm_medium=cpc&utm_campaign={campaign}"


def fault(link: str, page: str) -> Text | None:
    """What is wrong with a link that should lead to a page and carry the codes; None where all is well."""
    found, wanted = _split(link), _split(page)
    if found is None or wanted is None or found.scheme not in ("http", "https"):
        return say.text("link.none", start="https://")
    if (found.netloc.lower(), found.path.rstrip("/")) != (wanted.netloc.lower(), wanted.path.rstrip("/")):
        return say.text("link.elsewhere", page=page)
    if "utm_" in found.fragment:
        return say.text("link.behind")
    try:
        codes = parse_qsl(found.query, keep_blank_values=True, max_num_fields=50)
    except ValueError:
        return say.text("link.none", start="https://")
    for name in CODES:
        values = [value for each, value in codes if each == name]
        if not values or not values[0]:
            return say.text("link.lacks", name=name)
        if len(values) > 1:
            return say.text("link.twice", name=name)
        if not re.fullmatch(r"[a-z0-9][a-z0-9._-]*", values[0]):
            return say.text("link.sign", name=name, value=values[0][:40])
    if dict(codes)["utm_source"] not in _SOURCES:
        return say.text("link.source", value=dict(codes)["utm_source"][:40])
    return None


def _split(link: str) -> SplitResult | None:
    try:
        return urlsplit(link) if not re.search(r"\s", link) else None
    except ValueError:
        return None
