"""What tests of the first screen make and pick out."""

from pandas import DataFrame

from tests import rows


def whole(found: DataFrame) -> dict:
    """The row of everything the viewer sees."""
    return found[found["region_code"].isna()].to_dict("records")[0]


def of(found: DataFrame, region_code: str) -> dict:
    """The row of one region."""
    return found[found["region_code"] == region_code].to_dict("records")[0]


def high(**given: object) -> int:
    """A facility of high degree by its declaration."""
    return rows.facility(is_declaration_required=True, **given)
