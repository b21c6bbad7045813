-- What is checked at each kind of facility: how many requirements of each severity its checklist has; 0 where it has none.
SELECT h.hazard_type_code, h.name_kk, h.name_ru, h.name_en,
    count(*) FILTER (WHERE r.severity = 'gross') AS gross_count,
    count(*) FILTER (WHERE r.severity = 'significant') AS significant_count,
    count(*) FILTER (WHERE r.severity = 'minor') AS minor_count
FROM hazard_type h LEFT JOIN checklist_requirement r USING (hazard_type_code)
GROUP BY h.hazard_type_code
ORDER BY h.hazard_type_code
