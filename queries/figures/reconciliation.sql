-- What the labour inspectorate published beside what the accident register counts for the same days, as known on :as_of: counts and rates,
-- of the country for those who see all of it, and of regions the viewer may see; periods the register covers. Only this series is held
-- against the register: the Bureau of National Statistics counts other people. since_on begins the run of periods, each differing, that
-- the row belongs to.
WITH published AS (
    SELECT f.*
    FROM official_figures_on(CAST(:as_of AS date)) f
    WHERE f.series_code = 'labour_inspectorate' AND f.category_code IS NULL AND f.is_latest
      AND f.indicator_code IN ('injured_count', 'killed_count', 'injury_rate_per_1000_employees', 'fatal_rate_per_1000_employees')
      AND f.period_start >= register_starts_on()
      AND ((SELECT app_is_nationwide()) OR f.region_code = :viewer_region)
),
periods AS (
    SELECT DISTINCT period_start, period_end FROM published
),
counted AS (  -- by the definitions of the indicators, which know full months only
    SELECT r.first_day AS period_start, r.last_day AS period_end, r.region_code,
        r.injured_count, r.killed_count, r.injury_rate_per_1000_employees, r.fatal_rate_per_1000_employees
    FROM (SELECT array_agg(period_start) AS first_days, array_agg(period_end) AS last_days FROM periods) p
    CROSS JOIN LATERAL rates_of_periods(p.first_days, p.last_days, CAST(:as_of AS date)) r
),
beside AS (
    SELECT p.*, CAST(CASE p.indicator_code WHEN 'injured_count' THEN c.injured_count WHEN 'killed_count' THEN c.killed_count
        WHEN 'injury_rate_per_1000_employees' THEN c.injury_rate_per_1000_employees ELSE c.fatal_rate_per_1000_employees END AS numeric) AS register_value
    FROM published p LEFT JOIN counted c ON c.period_start = p.period_start AND c.period_end = p.period_end AND c.region_code IS NOT DISTINCT FROM p.region_code
),
told_apart AS (
    SELECT b.*, differs_from_published(b.register_value, b.value, b.mark_code) AS differs,
        count(*) FILTER (WHERE NOT differs_from_published(b.register_value, b.value, b.mark_code)) OVER (
            PARTITION BY b.indicator_code, b.region_code ORDER BY b.period_end, b.period_start) AS run_no
    FROM beside b
)
SELECT t.series_code, s.name_kk AS series_name_kk, s.name_ru AS series_name_ru, s.name_en AS series_name_en,
    t.indicator_code, i.name_kk AS indicator_name_kk, i.name_ru AS indicator_name_ru, i.name_en AS indicator_name_en,
    t.region_code, r.name_kk, r.name_ru, r.name_en, t.period_start, t.period_end, t.unit,
    CAST(t.value AS double precision) AS value, t.mark_code, t.is_derived, t.remark, CAST(t.register_value AS double precision) AS register_value,
    CAST(t.register_value - t.value AS double precision) AS difference,
    CAST(CASE WHEN t.unit <> 'persons' OR t.value >= 5 THEN (t.register_value - t.value) / nullif(t.value, 0) END AS double precision) AS share,
    t.differs, CASE WHEN t.differs THEN min(t.period_start) FILTER (WHERE t.differs) OVER (PARTITION BY t.indicator_code, t.region_code, t.run_no) END AS since_on,
    t.source_url
FROM told_apart t
JOIN official_series s USING (series_code)
JOIN indicator i USING (indicator_code)
LEFT JOIN region r USING (region_code)
ORDER BY t.region_code NULLS FIRST, t.indicator_code, t.period_end DESC, t.period_start DESC
