"""Derives hazard_types.csv: published counts, and the rest of the published total spread by subjects."""

from tables import by_largest_remainder, read, write

PUBLISHED_TOTAL = 200_000  # "over 200 thousand"
PUBLISHED_MINING = 18_407
COAL_SHARE_OF_MINING = 0.2  # assumption of this project: nothing is published
COUNTS_URL = "https://kaz.inform.kz/news/tzhm-songi-ush-zhilda-kaupt-ondrstk-nisandarda-67-apat-trkeld-a09e44/"
SUBJECTS_URL = "https://zakon.kz/amp/pravo/6445502-kontseptsiyu-promyshlennoy-bezopasnosti-utverdili-v-kazakhstane.html"
SPREAD_NOTE = (
    "Derived: the part of 200,000 not published by kind, spread in proportion to the supervised subjects of this kind at the end of 2023"
)
SPLIT_NOTE = "Derived: mining is published as one figure, 18,407; one fifth is assumed here to be coal"


def main() -> None:
    """Count, share and write."""
    rows = read("derive/hazard_names.csv")
    counts = counted(rows)
    write("hazard_types.csv", [described(row, counts[row["hazard_type_code"]]) for row in rows])


def counted(rows: list[dict]) -> dict[str, int]:
    """Facilities by type: published, split (mining) or spread (the unpublished kinds)."""
    published = {r["published_kind"]: int(r["facility_count_published"]) for r in rows if is_published(r)}
    unpublished = [r for r in rows if is_spread(r)]
    rest = PUBLISHED_TOTAL - PUBLISHED_MINING - sum(published.values())
    shares = by_largest_remainder(rest, [int(r["subject_count_published"]) for r in unpublished])
    spread = {r["hazard_type_code"]: share for r, share in zip(unpublished, shares, strict=True)}
    coal = round(PUBLISHED_MINING * COAL_SHARE_OF_MINING)
    return published | spread | {"coal_mining": coal, "ore_mining": PUBLISHED_MINING - coal}


def is_published(row: dict) -> bool:
    """Whether the facilities of exactly this type are published."""
    return bool(row["facility_count_published"])


def is_split(row: dict) -> bool:
    """Whether the type is a part of what is published as mining."""
    return row["published_kind"] == "mining"


def is_spread(row: dict) -> bool:
    """Whether only the supervised subjects of the type are published, not its facilities."""
    return not is_published(row) and not is_split(row)


def described(row: dict, count: int) -> dict:
    """One row of the file: names, published figures, the count used and how it came about."""
    note = SPLIT_NOTE if is_split(row) else SPREAD_NOTE if is_spread(row) else ""
    derived = is_split(row) or is_spread(row)
    figures = {"facility_count": count, "share": round(count / PUBLISHED_TOTAL, 6), "is_derived": derived}
    return row | figures | {"source_url": SUBJECTS_URL if is_spread(row) else COUNTS_URL, "note": note}


if __name__ == "__main__":
    main()
