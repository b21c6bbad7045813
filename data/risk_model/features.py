"""What the model of Kazakhstan's facilities is told, and which way the field demands each of it to point."""

from data.risk_model.model import Feature

OUTCOME = "has_accident_next_12_months"
UNIT = "facility_id"
PERIOD = "origin"
GROUPS = ("region_code", "hazard_type_code", "activity_code")

MORE_IS_NEVER_SAFER = (
    "gross_open_count",
    "gross_count_12_months",
    "significant_count_12_months",
    "minor_count_12_months",
    "gross_count_24_months_before",
    "significant_count_24_months_before",
    "minor_count_24_months_before",
    "accident_count_12_months",
    "accident_count_24_months_before",
    "killed_count_12_months",
    "killed_count_24_months_before",
    "worker_count",
    "expired_device_count",
    "years_beyond_service_life",
    "lapsed_expertise_count",
    "overdue_prescription_count",
    "is_insurance_gap",
    "is_declaration_required",
)
EITHER_WAY = ("is_never_inspected", "years_since_inspection", "facility_age_years")

FEATURES = (*(Feature(name, 1) for name in MORE_IS_NEVER_SAFER), *(Feature(name) for name in EITHER_WAY))
