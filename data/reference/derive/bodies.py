"""Derives bodies.csv: central bodies as listed, the akimat and labour inspectorate of every region."""

from tables import read, write

CITY_IN_CASE = {
    "Астана": ("Астаны", "Астане"),
    "Алматы": ("Алматы", "Алматы"),
    "Шымкент": ("Шымкента", "Шымкенту"),
}
SOURCE = {"source": "official names as used by the bodies in 2025; territorial names composed by rule"}
NAMES = ["name_kk", "name_ru", "name_en", "short_kk", "short_ru", "short_en"]
COLUMNS = ["body_code", "kind", *NAMES, "region_code", "source", "note"]


def main() -> None:
    """List the central bodies, then both bodies of each region."""
    central = [{"region_code": None} | row for row in read("derive/central_bodies.csv")]
    regions = read("derive/region_names.csv")
    rows = central + [akimat(r) for r in regions] + [inspectorate(r) for r in regions]
    write("bodies.csv", [{column: (row | SOURCE).get(column) for column in COLUMNS} for row in rows])


def akimat(region: dict) -> dict:
    """The executive body of a region."""
    return territorial(region, "akimat") | {
        "name_kk": f"{region['name_kk']}ның әкімдігі",
        "name_ru": f"Акимат {of(region)}",
        "name_en": f"Akimat of {region['name_en']}",
        "short_kk": f"{short(region['name_kk'])} әкімдігі",
        "short_ru": f"Акимат {of(region).replace('области', 'обл.').replace('города', 'г.')}",
        "short_en": f"{region['name_en']} akimat",
    }


def inspectorate(region: dict) -> dict:
    """The territorial department of the State Labour Inspection Committee."""
    return territorial(region, "labour_inspectorate", "inspectorate") | {
        "name_kk": f"Мемлекеттік еңбек инспекциясы комитетінің {region['name_kk']} бойынша департаменті",
        "name_ru": f"Департамент Комитета государственной инспекции труда по {to(region)}",
        "name_en": f"Department of the State Labour Inspection Committee for {region['name_en']}",
        "short_kk": f"{short(region['name_kk'])} еңбек инспекциясы",
        "short_ru": f"Инспекция труда по {to(region).replace('области', 'обл.').replace('городу', 'г.')}",
        "short_en": f"{region['name_en']} labour inspectorate",
    }


def territorial(region: dict, prefix: str, kind: str = "akimat") -> dict:
    """Code, kind and region of a body of one region."""
    code = region["region_code"]
    return {"body_code": f"{prefix}_{code}", "kind": kind, "region_code": code}


def is_city(region: dict) -> bool:
    """Whether the region is a city of republican significance."""
    return region["name_ru"].startswith("г. ")


def of(region: dict) -> str:
    """The Russian name in the genitive: whose akimat."""
    return in_case(region, "города", 0)


def to(region: dict) -> str:
    """The Russian name in the dative: the inspectorate for what."""
    return in_case(region, "городу", 1)


def in_case(region: dict, city_word: str, case: int) -> str:
    """The Russian name declined; genitive and dative of regions coincide."""
    name = region["name_ru"]
    if is_city(region):
        return f"{city_word} {CITY_IN_CASE[name.removeprefix('г. ')][case]}"
    return name.replace("ская область", "ской области").replace("область ", "области ")


def short(name_kk: str) -> str:
    """The Kazakh name with the word for region or city shortened."""
    return name_kk.replace("облысы", "обл.").replace("қаласы", "қ.")


if __name__ == "__main__":
    main()
