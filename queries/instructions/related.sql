-- What an instruction known on :as_of is tied to, of what the viewer may see: its parts, the indicators whose targets it serves, its facilities.
WITH tied AS (
    SELECT 1 AS place, 'part' AS kind, CAST(i.instruction_id AS text) AS code, i.number AS name_kk, i.number AS name_ru, i.number AS name_en
    FROM instruction i WHERE i.parent_id = CAST(:instruction_id AS bigint) AND i.known_on <= CAST(:as_of AS date)
    UNION ALL
    SELECT 2, 'indicator', n.indicator_code, n.name_kk, n.name_ru, n.name_en
    FROM instruction_indicator t JOIN indicator n USING (indicator_code) WHERE t.instruction_id = CAST(:instruction_id AS bigint)
    UNION ALL
    SELECT 3, 'facility', CAST(f.facility_id AS text), f.name_kk, f.name_ru, f.name_en
    FROM instruction_facility t JOIN facility f USING (facility_id)
    WHERE t.instruction_id = CAST(:instruction_id AS bigint) AND (CAST(:viewer_region AS text) IS NULL OR t.region_code = :viewer_region)
)
SELECT t.kind, t.code, t.name_kk, t.name_ru, t.name_en
FROM tied t
WHERE EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = CAST(:instruction_id AS bigint) AND i.known_on <= CAST(:as_of AS date))
ORDER BY t.place, t.code
LIMIT 200
