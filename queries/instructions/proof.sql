-- Files and facilities that the reports on one instruction known on :as_of bring as their proof; of facilities those the viewer may see.
WITH brought AS (
    SELECT e.report_no, e.evidence_no, e.file_name, e.media_type, e.byte_count, CAST(NULL AS bigint) AS facility_id,
        CAST(NULL AS text) AS name_kk, CAST(NULL AS text) AS name_ru, CAST(NULL AS text) AS name_en
    FROM evidence e WHERE e.instruction_id = CAST(:instruction_id AS bigint)
    UNION ALL
    SELECT p.report_no, NULL, NULL, NULL, NULL, f.facility_id, f.name_kk, f.name_ru, f.name_en
    FROM report_facility p JOIN facility f USING (facility_id)
    WHERE p.instruction_id = CAST(:instruction_id AS bigint) AND (CAST(:viewer_region AS text) IS NULL OR p.region_code = :viewer_region)
)
SELECT b.report_no, b.evidence_no, b.file_name, b.media_type, b.byte_count, b.facility_id, b.name_kk, b.name_ru, b.name_en
FROM brought b
JOIN report r ON r.instruction_id = CAST(:instruction_id AS bigint) AND r.report_no = b.report_no
WHERE r.reported_on <= CAST(:as_of AS date)
ORDER BY b.report_no, b.evidence_no, b.facility_id
