"""Makes cells fit for the database and for people's eyes, without changing what they say."""

LONGEST_KEPT = 2_000  # of a cell; every column is shorter, so a longer one is refused by its check
UNREADABLE = "\ufffd"
# Soft hyphen, zero-width signs, marks of direction: left by word processors, seen by nobody.
HARMLESS = str.maketrans("", "", "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff")


def cleaned(row: list[str]) -> list[str]:
    """The cells with single spaces; what cannot be shown, or turns the direction of writing, becomes U+FFFD.

    After this no cell holds a tab, a line break or a NUL.
    """
    if _is_clean("|".join(row)):
        return row
    return [_readable(" ".join(cell[:LONGEST_KEPT].split())) for cell in row]


def _is_clean(joined: str) -> bool:
    """Almost every row is; one look at all its cells together is several times faster than a look at each."""
    loose_blanks = joined.strip() != joined or "  " in joined or " |" in joined or "| " in joined
    return not loose_blanks and joined.isprintable() and len(joined) <= LONGEST_KEPT


def _readable(cell: str) -> str:
    if cell.isprintable():
        return cell
    shown = "".join(each if each.isprintable() else UNREADABLE for each in cell.translate(HARMLESS))
    return " ".join(shown.split())


def with_decimal_point(cell: str) -> str:
    """A number written with a decimal comma and thousands apart, as 12345.6; anything else as it is."""
    number = cell.replace(" ", "").replace(",", ".")
    return number if number.lstrip("+-").replace(".", "", 1).isdigit() else cell


def disarmed(cell: str) -> str:
    """A cell that a spreadsheet will not take for a formula."""
    return f"'{cell}" if cell[:1] in ("=", "+", "-", "@", "\t", "\r") else cell
