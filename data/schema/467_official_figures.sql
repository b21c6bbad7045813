-- Official figures as known on a day: of several publications of one period the latest counts, the others stay listed beside it.

CREATE FUNCTION official_figures_on(day date) RETURNS TABLE (
    series_code text, indicator_code text, region_code text, category_code text, period_start date, period_end date, value numeric, unit text,
    mark_code text, is_derived boolean, is_interpolated boolean, published_on date, remark text, is_latest boolean, source_url text
) LANGUAGE sql STABLE AS $$
    SELECT f.series_code, f.indicator_code, f.region_code, f.category_code, f.period_start, f.period_end, f.value, f.unit,
        CASE WHEN f.note LIKE 'about%' THEN 'about' WHEN f.note LIKE 'more than%' THEN 'more_than' END,
        f.is_derived, f.is_interpolated, f.published_on,
        nullif(regexp_replace(coalesce(f.note, ''), '^(about|more than)(; |$)', ''), ''),
        row_number() OVER (
            PARTITION BY f.series_code, f.indicator_code, f.region_code, f.category_code, f.period_start, f.period_end
            ORDER BY f.published_on DESC NULLS LAST, f.figure_id DESC) = 1,
        f.source_url
    FROM official_figure f
    WHERE f.period_end <= day AND coalesce(f.published_on, f.period_end) <= day
$$;
COMMENT ON FUNCTION official_figures_on IS 'Published figures of periods over and published by a day; one whose day of publication is not recorded counts as known from the end of its period. A note that opens with "about" or "more than" is the mark of the value, what follows is the remark. is_latest: no later publication of the same period is known.';

CREATE FUNCTION differs_from_published(register_value numeric, published numeric, mark text) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT CASE mark
        WHEN 'more_than' THEN register_value <= published
        WHEN 'about' THEN abs(register_value - published) > published * 0.01
        ELSE round(register_value, scale(published)) <> published
    END
$$;
COMMENT ON FUNCTION differs_from_published IS 'A value of the register is another than the published one: told to the published digit; of one given as "about" beyond one percent; of one given as "more than" where the register has no more.';
