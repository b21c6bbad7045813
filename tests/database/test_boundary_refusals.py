"""A layer that cannot be taken gets a sentence, or a list of cells, in three languages, and changes nothing."""

from pathlib import Path
from typing import Any

import geopandas
import pytest
import shapely

from data.imports import Refused
from data.imports.boundaries import shapes
from data.imports.sentences import LANGUAGES
from tests import rows
from tests.boundaries import ASTANA, Feature, districts, feature, layer, region, upload
from tests.deliveries import counted, listed, text_file

WEST, EAST = "711000000", "712000000"


def refusal_of(path: Path, **given: Any) -> Refused:
    """Why a layer is refused; every language has the sentence, and nothing is left behind."""
    with pytest.raises(Refused) as refused:
        upload(path, **given)
    assert all(refused.value.in_language(language) for language in LANGUAGES)
    assert counted("district") == counted("batch WHERE source_code = 'upload'") == 0
    return refused.value


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.geojson", "", "boundaries_kind"),
        ("a.geojson", "what is this\n", "boundaries_kind"),
        ("a.geojson", "<OGRVRTDataSource></OGRVRTDataSource>", "boundaries_kind"),  # would open other files and addresses
        ("a.csv", "kato,name\n711000000,A\n", "boundaries_kind"),
        ("a.xlsx", b"PK\x03\x04", "boundaries_kind"),
        ("a.pdf", "%PDF-1.7", "boundaries_kind"),
        ("a.shp", b"\x00\x00\x27\x0a" + bytes(96), "boundaries_kind"),  # alone, it has no names and no reference system
        ("a.gpkg", b"SQLite format 3\x00" + bytes(2000), "boundaries_kind"),
        ("a.gpkg", b"SQLite format 3\x00" + bytes(52) + b"GPKG" + bytes(2000), "file_damaged"),
        ("a.geojson", '{"type": "FeatureCollection", "features": [', "file_damaged"),
        ("a.geojson", '{"a": 1}', "file_damaged"),
        ("a.geojson", '{"type": "FeatureCollection", "features": []}', "boundaries_without_shapes"),
    ],
)
def test_what_is_no_map_file_is_refused(database: str, tmp_path: Path, name: str, content: str | bytes, code: str) -> None:
    assert refusal_of(text_file(tmp_path, content, name)).code == code


def test_a_file_that_is_not_there_or_a_folder(database: str, tmp_path: Path) -> None:
    assert refusal_of(tmp_path / "nowhere.gpkg").code == "file_missing"
    assert refusal_of(tmp_path).code == "file_is_folder"


def test_a_table_without_shapes_is_refused(database: str, tmp_path: Path) -> None:
    import pyogrio

    frame = geopandas.GeoDataFrame([{"kato": WEST, "name": "A"}], geometry=[None], crs=4326).drop(columns="geometry")
    pyogrio.write_dataframe(frame, tmp_path / "a.gpkg")

    assert refusal_of(tmp_path / "a.gpkg").code == "boundaries_without_shapes"


def test_of_several_layers_one_has_to_be_named(database: str, tmp_path: Path) -> None:
    path = layer(tmp_path, districts(), "a.gpkg")
    geopandas.GeoDataFrame([feature(ASTANA, region(ASTANA))], geometry="geometry", crs=4326).to_file(path, layer="regions")

    assert refusal_of(path).code == "table_not_chosen"
    assert refusal_of(path, layer="villages").code == "table_unknown"
    assert upload(path, layer="a").new_count == 2


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"kato": "number"}, "columns_lacking"),
        ({"name_kk": "a", "name_ru": "b", "name_en": "c"}, "columns_lacking"),
        ({"kato": "a", "name_kk": "b", "name_ru": "c", "name_en": "d"}, "columns_none_known"),
    ],
)
def test_a_layer_without_codes_or_names(database: str, tmp_path: Path, change: dict[str, str], code: str) -> None:
    renamed = [{change.get(name, name): value for name, value in each.items()} for each in districts()]

    assert refusal_of(layer(tmp_path, renamed)).code == code


def test_a_mapping_names_columns_words_and_layer(database: str, tmp_path: Path) -> None:
    theirs = {"kato": "id", "name_kk": "a", "name_ru": "b", "name_en": "c"}
    path = layer(tmp_path, [{theirs.get(name, name): value for name, value in each.items()} for each in districts()])
    mapping = text_file(tmp_path, f'[columns]\ndistrict_code = "id"\nname = "b"\n[values.name]\n"Район {WEST}" = "Алматы"\n', "map.toml")

    upload(path, mapping=mapping)

    assert rows.run("SELECT name_kk, name_en FROM district WHERE district_code = %s", WEST) == [("Алматы", "Алматы")]
    assert refusal_of_mapping(tmp_path, path) == "mapping_key"


def refusal_of_mapping(folder: Path, path: Path) -> str:
    with pytest.raises(Refused) as refused:
        upload(path, mapping=text_file(folder, '[columns]\nhazard_type_code = "id"\n', "wrong.toml"))
    return refused.value.code


def with_code(code: str | None) -> list[Feature]:
    west, east = districts()
    return [west, {**east, "kato": code}]


@pytest.mark.parametrize("code", ["712000000", "KZ712000", "kz712000", "KZ-712000"])
def test_a_code_is_nine_digits_or_kz_and_six(database: str, tmp_path: Path, code: str) -> None:
    upload(layer(tmp_path, with_code(code)))

    assert rows.run("SELECT max(district_code) FROM district") == [(EAST,)]


@pytest.mark.parametrize(
    ("code", "reason"),
    [
        (None, "missing"),
        ("", "missing"),
        ("71200000", "code_form"),  # a digit was lost
        ("7120000000", "code_form"),
        ("KZ-71", "code_form"),
        ("७१२००००००", "code_form"),
        ("712000000' OR '1'='1", "code_form"),
        ("710000000", "code_of_region"),
        ("982000000", "code_of_no_region"),
        (WEST, "repeated_code"),
    ],
)
def test_a_code_that_is_none_keeps_the_whole_layer_out(database: str, tmp_path: Path, code: str | None, reason: str) -> None:
    report = upload(layer(tmp_path, with_code(code)))

    assert (report.is_refused, report.reasons) == (True, {reason: 1})
    assert listed(report.rejected_path)[0][:3] == ["2", "kato", code or ""]
    assert counted("district") == counted("batch WHERE source_code = 'upload'") == 0


def test_a_number_for_a_code_is_taken_as_the_text_a_person_would_have_typed(database: str, tmp_path: Path) -> None:
    upload(layer(tmp_path, [{**each, "kato": float(each["kato"])} for each in districts()]))

    assert rows.run("SELECT count(*) FROM district") == [(2,)]


def test_all_that_is_wrong_is_said_at_once(database: str, tmp_path: Path) -> None:
    west, east = districts()
    nameless = {**west, "name_kk": None, "name_ru": None, "name_en": None, "kato": "7"}
    turned = {**east, "name_ru": "Нефть\u202eгаз", "name_en": "x" * 201}

    report = upload(layer(tmp_path, [nameless, turned]), language="kk")

    assert report.reasons == {"missing": 1, "code_form": 1, "unreadable": 1, "too_long": 1}
    assert [line[:2] for line in listed(report.rejected_path)] == [["1", "kato"], ["1", "name"], ["2", "name_en"], ["2", "name_ru"]]
    assert [reason for *_, reason in report.first_rejected] == ["code_form", "missing", "too_long", "unreadable"]


def test_a_layer_of_regions_is_of_the_wrong_level(database: str, tmp_path: Path) -> None:
    path = layer(tmp_path, [feature("710000000", region("71")), feature("790000000", region("79"))])

    assert upload(path).reasons == {"code_of_region": 2}


def test_a_layer_of_villages_is_refused_before_it_is_read_whole(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "MOST_FEATURES", 20)
    squares = [feature(f"71{n:07}", shapely.box(71.3, 51.0, 71.31, 51.01)) for n in range(1, 60)]

    assert refusal_of(layer(tmp_path, squares)).code == "boundaries_too_many"


def test_a_single_outline_that_would_fill_the_memory_is_refused(database: str, tmp_path: Path) -> None:
    ring = ",".join(f"[{71.4 + step * 1e-7:.7f},51.1]" for step in range(300_000))
    shape = f'{{"type": "Polygon", "coordinates": [[{ring},[71.4,51.2],[71.4,51.1]]]}}'
    collection = (
        f'{{"type": "FeatureCollection", "features": [{{"type": "Feature", "properties": {{"kato": "{WEST}"}}, "geometry": {shape}}}]}}'
    )

    assert refusal_of(text_file(tmp_path, collection, "a.geojson")).code == "outline_too_large"


def test_outlines_of_more_points_than_any_country_has_are_refused(database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shapes, "MOST_POINTS", 100)

    assert refusal_of(layer(tmp_path, districts(count=5))).code == "boundaries_too_many"
