"""Tables that stand beside each other in one sheet, as LinkedIn lists the best posts: by engagements, then by impressions."""

from __future__ import annotations

from .tables import Row, Table, plain


def joined(table: Table) -> Table:
    """One table of those that an empty column parts and that share columns: a row for whatever has the same in all of these.

    Read as it stands, a row would give one post the figures of another. Any other table is returned as it is.
    """
    parts = _parts(table.header)
    shared = [name for name in map(plain, (parts and table.header[slice(*parts[0])]) or ()) if name and _everywhere(name, table, parts)]
    if len(parts) < 2 or not shared:
        return table
    header = list(dict.fromkeys(name for first, last in parts for name in table.header[first:last]))
    places = {plain(name): place for place, name in enumerate(header)}
    rows: dict[tuple[str, ...], Row] = {}
    for row in table.rows:
        for first, last in parts:
            told = dict(zip(map(plain, table.header[first:last]), row.cells[first:last], strict=True))
            key = tuple(told[name].strip() for name in shared)
            if any(key):
                kept = rows.setdefault(key, Row(row.line, [""] * len(header)))
                for name, cell in told.items():
                    kept.cells[places[name]] = kept.cells[places[name]] or cell
    return Table(table.file, header, list(rows.values()))


def _parts(header: list[str]) -> list[tuple[int, int]]:
    """Where each run of named columns begins and ends."""
    found, first = [], None
    for place, name in enumerate([*header, ""]):
        if name and first is None:
            first = place
        elif not name and first is not None:
            found.append((first, place))
            first = None
    return found


def _everywhere(name: str, table: Table, parts: list[tuple[int, int]]) -> bool:
    return all(name in map(plain, table.header[first:last]) for first, last in parts)
