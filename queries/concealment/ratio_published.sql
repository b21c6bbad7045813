-- Victims per death as it is published: victims by the Bureau of National Statistics over deaths by the labour inspectorate of the same year
-- and place. Only whole years over and published by :as_of; of several publications the latest. No deaths
-- published: no ratio. Deaths published as "more than" make it a ratio of at most.
WITH published AS (
    SELECT DISTINCT ON (f.series_code, f.indicator_code, f.region_code, f.period_start)
        f.series_code, f.region_code, CAST(extract(year FROM f.period_end) AS integer) AS year, f.value, coalesce(f.note, '') AS note, f.source_url
    FROM official_figure f
    WHERE (f.series_code, f.indicator_code) IN (('bns_victims', 'victim_count'), ('labour_inspectorate', 'killed_count'))
      AND f.category_code IS NULL AND months_between(f.period_start, f.period_end) = 12
      AND f.period_end = CAST(f.period_start + interval '1 year' AS date) - 1
      AND f.period_end <= CAST(:as_of AS date) AND (f.published_on IS NULL OR f.published_on <= CAST(:as_of AS date))
      AND (CAST(:viewer_region AS text) IS NULL OR f.region_code IS NULL OR f.region_code = :viewer_region)
    ORDER BY f.series_code, f.indicator_code, f.region_code, f.period_start, f.published_on DESC NULLS LAST, f.figure_id DESC
)
SELECT v.region_code, r.name_kk, r.name_ru, r.name_en, v.year, CAST(v.value AS integer) AS victim_count, CAST(d.value AS integer) AS killed_count,
    coalesce(d.note LIKE 'more than%', false) AS is_at_most,
    CAST(CASE WHEN d.value >= 5 THEN v.value / d.value END AS double precision) AS ratio, v.source_url, d.source_url AS killed_source_url
FROM published v
LEFT JOIN published d ON d.series_code = 'labour_inspectorate' AND d.year = v.year AND d.region_code IS NOT DISTINCT FROM v.region_code
LEFT JOIN region r ON r.region_code = v.region_code
WHERE v.series_code = 'bns_victims'
ORDER BY v.region_code IS NOT NULL, v.year, v.region_code
