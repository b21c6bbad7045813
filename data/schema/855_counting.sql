-- Moving the counts of the map by what a run changed.

CREATE FUNCTION count_cells(day date, is_anew boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT * FROM cells_moved_on(day, is_anew);
    CREATE TEMP TABLE before ON COMMIT DROP AS
    SELECT c.* FROM facility_cell c JOIN moved m USING (zoom, colour, cell_x, cell_y, region_code, mark)
    WHERE c.valid_to = 'infinity';

    UPDATE facility_cell c SET valid_to = day FROM before b
    WHERE c.valid_to = 'infinity' AND (c.zoom, c.colour, c.cell_x, c.cell_y, c.region_code, c.mark)
        = (b.zoom, b.colour, b.cell_x, b.cell_y, b.region_code, b.mark);
    INSERT INTO facility_cell
    SELECT m.colour, m.zoom, m.cell_x, m.cell_y, m.region_code, m.mark, day, 'infinity',
        m.facility_count + coalesce(b.facility_count, 0), m.gross_count + coalesce(b.gross_count, 0),
        m.significant_count + coalesce(b.significant_count, 0), m.minor_count + coalesce(b.minor_count, 0),
        m.clean_count + coalesce(b.clean_count, 0), m.not_inspected_count + coalesce(b.not_inspected_count, 0),
        m.lon_e6_sum + coalesce(b.lon_e6_sum, 0), m.lat_e6_sum + coalesce(b.lat_e6_sum, 0)
    FROM moved m LEFT JOIN before b USING (zoom, colour, cell_x, cell_y, region_code, mark)
    WHERE m.facility_count + coalesce(b.facility_count, 0) > 0;
    DROP TABLE moved, before;
END $$;
COMMENT ON FUNCTION count_cells IS 'Moves the cells by what the run of a day changed; the first run fills them.';

CREATE FUNCTION count_totals(day date, is_anew boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT * FROM totals_moved_on(day, is_anew);
    CREATE TEMP TABLE before ON COMMIT DROP AS
    SELECT t.* FROM facility_total t
    JOIN moved m USING (colour, region_code, district_code, hazard_type_code, activity_code, size_class, is_on_map, mark)
    WHERE t.valid_to = 'infinity';

    UPDATE facility_total t SET valid_to = day FROM before b
    WHERE t.valid_to = 'infinity'
      AND (t.colour, t.region_code, t.district_code, t.hazard_type_code, t.activity_code, t.size_class, t.is_on_map, t.mark)
        = (b.colour, b.region_code, b.district_code, b.hazard_type_code, b.activity_code, b.size_class, b.is_on_map, b.mark);
    INSERT INTO facility_total
    SELECT m.colour, m.region_code, m.district_code, m.hazard_type_code, m.activity_code, m.size_class, m.is_on_map, m.mark, day, 'infinity',
        m.facility_count + coalesce(b.facility_count, 0)
    FROM moved m LEFT JOIN before b USING (colour, region_code, district_code, hazard_type_code, activity_code, size_class, is_on_map, mark)
    WHERE m.facility_count + coalesce(b.facility_count, 0) > 0;
    DROP TABLE moved, before;
END $$;
COMMENT ON FUNCTION count_totals IS 'Moves the totals by what the run of a day changed; the first run fills them.';

CREATE FUNCTION is_counted_right() RETURNS boolean LANGUAGE sql STABLE AS $$
    WITH scored AS (
        SELECT region_code, count(*) AS n FROM risk_score WHERE valid_to = 'infinity' GROUP BY region_code
    ),
    counted AS (
        SELECT region_code, sum(facility_count) AS n FROM facility_total
        WHERE valid_to = 'infinity' AND colour = 'labour_degree' GROUP BY region_code
    )
    SELECT NOT EXISTS (
        SELECT 1 FROM scored s FULL JOIN counted c USING (region_code) WHERE s.n IS DISTINCT FROM c.n)
$$;
COMMENT ON FUNCTION is_counted_right IS 'The totals of every region are those of the facilities themselves; not so after a facility moved to another region, which moves its whole past.';

CREATE FUNCTION end_counts(day date) RETURNS void LANGUAGE sql AS $$
    DELETE FROM facility_alike WHERE valid_from = day;
    UPDATE facility_alike SET valid_to = day WHERE valid_to = 'infinity';
    DELETE FROM facility_kind WHERE valid_from = day;
    UPDATE facility_kind SET valid_to = day WHERE valid_to = 'infinity';
    DELETE FROM facility_cell WHERE valid_from = day;
    UPDATE facility_cell SET valid_to = day WHERE valid_to = 'infinity';
    DELETE FROM facility_total WHERE valid_from = day;
    UPDATE facility_total SET valid_to = day WHERE valid_to = 'infinity';
$$;
COMMENT ON FUNCTION end_counts IS 'Ends every count with the run of a day, so that it can be counted anew.';

CREATE FUNCTION count_map(day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM count_alike(day, false);
    PERFORM count_kinds(day, false);
    PERFORM count_cells(day, false);
    PERFORM count_totals(day, false);
    IF NOT is_counted_right() THEN
        PERFORM end_counts(day);
        PERFORM count_alike(day, true);
        PERFORM count_kinds(day, true);
        PERFORM count_cells(day, true);
        PERFORM count_totals(day, true);
    END IF;
END $$;
COMMENT ON FUNCTION count_map IS 'Moves what is counted beforehand by what the run of a day changed, and counts them anew where that does not add up.';
