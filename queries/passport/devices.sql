-- Hazardous devices of a facility in service on :as_of, as known then; those beyond their service life first.
-- A device runs beyond its service life from service_ends_on; its expertise allows operation up to and on expertise_valid_to.
WITH in_service AS (
    SELECT * FROM device
    WHERE facility_id = CAST(:facility_id AS bigint) AND known_on <= CAST(:as_of AS date)
      AND (removed_on IS NULL OR removed_on > CAST(:as_of AS date))
      AND (CAST(:viewer_region AS text) IS NULL OR region_code = :viewer_region)
)
SELECT kind_code, made_on, service_life_years, service_ends_on, expertise_valid_to,
    service_ends_on <= CAST(:as_of AS date) AS is_beyond_service_life,
    expertise_valid_to >= CAST(:as_of AS date) AS is_expertise_valid
FROM in_service
ORDER BY service_ends_on, device_id
