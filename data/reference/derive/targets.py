"""Derives targets.csv: end points of decree 1182, and the straight line between them, marked."""

from decimal import Decimal
from itertools import pairwise

from tables import read, write

SOURCE_URL = "https://aqparat.info/news/2024/02/03/10625784-v_rk_utverzhdena_koncepciya_bezopasnogo.html"
ACT = "Government decree of 26 December 2023 No. 1182, Concept of Safe Labour 2024-2030"
ACT_URL = "https://adilet.zan.kz/rus/docs/P2300001182"
ACT_ON = "2023-12-26"


def main() -> None:
    """Write each official point and the years between two points of one indicator."""
    points = read("derive/target_points.csv")
    indicators = {row["indicator_code"]: row for row in read("indicators.csv")}
    rows = [target(point, int(point["year"]), Decimal(point["value"]), False, indicators) for point in points]
    rows += [row for first, last in pairwise(points) for row in between(first, last, indicators)]
    write("targets.csv", sorted(rows, key=lambda row: (row["indicator_code"], row["year"])))


def between(first: dict, last: dict, indicators: dict) -> list[dict]:
    """Targets of the years between two official points of the same indicator, on a straight line."""
    if first["indicator_code"] != last["indicator_code"]:
        return []
    start, end = int(first["year"]), int(last["year"])
    step = (Decimal(last["value"]) - Decimal(first["value"])) / (end - start)
    values = {year: Decimal(first["value"]) + step * (year - start) for year in range(start + 1, end)}
    return [target(first, year, value, True, indicators) for year, value in values.items()]


def target(point: dict, year: int, value: Decimal, is_interpolated: bool, indicators: dict) -> dict:
    """One row of the file."""
    indicator = indicators[point["indicator_code"]]
    what = {key: point[key] for key in ("indicator_code", "region_code")}
    what |= {"year": year, "value": f"{value.normalize():f}"}
    how = {"unit": indicator["unit"], "direction": indicator["direction"], "is_interpolated": is_interpolated}
    return what | how | {"source_url": SOURCE_URL, "act": ACT, "act_url": ACT_URL, "known_on": ACT_ON}


if __name__ == "__main__":
    main()
