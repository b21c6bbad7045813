-- Moving the counts of the map by what a scoring changed.

CREATE FUNCTION put_counts(day date, is_again boolean, counts text, keys text[], sums text[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    same_key text := (SELECT string_agg(format('c.%1$s = t.%1$s', k), ' AND ') FROM unnest(keys) k);
    same_sums text := (SELECT string_agg(format('c.%1$s = t.%1$s', s), ' AND ') FROM unnest(sums) s);
    columns text := array_to_string(keys || sums, ', ');
BEGIN
    ANALYZE targets;
    IF is_again THEN  -- first as before the day
        EXECUTE format('DELETE FROM %s c USING targets t WHERE c.valid_from = %L AND c.valid_to = ''infinity'' AND %s', counts, day, same_key);
        EXECUTE format('UPDATE %s c SET valid_to = ''infinity'' FROM targets t WHERE c.valid_to = %L AND %s', counts, day, same_key);
    END IF;
    EXECUTE format('DELETE FROM targets t USING %s c WHERE c.valid_to = ''infinity'' AND %s AND %s', counts, same_key, same_sums);
    EXECUTE format('UPDATE %s c SET valid_to = %L FROM targets t WHERE c.valid_to = ''infinity'' AND %s', counts, day, same_key);
    EXECUTE format('INSERT INTO %1$s (%2$s, valid_from) SELECT %2$s, %3$L FROM targets WHERE facility_count > 0', counts, columns, day);
    DROP TABLE targets;
END $$;
COMMENT ON FUNCTION put_counts IS 'Brings one table of counts to a day by the temporary table targets: keys that moved, with what is counted there now, 0 where nothing is left. is_again where the day was counted before.';

CREATE FUNCTION move_counts(day date, is_again boolean, counts text, keys text[], sums text[], moved text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    key_list text := array_to_string(keys, ', ');
    sum_list text := array_to_string(sums, ', ');
    added_up text := (SELECT string_agg(format('CAST(sum(%1$s) AS bigint) AS %1$s', s), ', ') FROM unnest(sums) s);
    is_moved text := (SELECT string_agg(format('sum(%s) <> 0', s), ' OR ') FROM unnest(sums) s);
BEGIN
    EXECUTE format('CREATE TEMP TABLE shifts ON COMMIT DROP AS SELECT %1$s, %2$s FROM %3$s GROUP BY %1$s HAVING %4$s', key_list, added_up, moved, is_moved);
    ANALYZE shifts;
    EXECUTE format('CREATE TEMP TABLE targets ON COMMIT DROP AS SELECT %1$s, %2$s FROM (
                        SELECT %1$s, %3$s FROM shifts
                        UNION ALL
                        SELECT %1$s, %4$s FROM %5$s c JOIN shifts USING (%1$s) WHERE c.valid_to = ''infinity'') AS before_and_shift GROUP BY %1$s',
                   key_list, added_up, sum_list, (SELECT string_agg('c.' || s, ', ') FROM unnest(sums) s), counts);
    DROP TABLE shifts;
    PERFORM put_counts(day, is_again, counts, keys, sums);
END $$;
COMMENT ON FUNCTION move_counts IS 'Moves one table of counts by what a relation says was added and taken away, key by key.';

CREATE FUNCTION move_all_counts(day date, is_again boolean) RETURNS void LANGUAGE sql AS $$
    SELECT move_counts(day, is_again, 'facility_alike',
        '{cell_x,cell_y,marks,size_class,region_code,district_code,hazard_type_code,activity_code}', '{facility_count,lon_e6_sum,lat_e6_sum}', 'moved');
    SELECT count_kinds(day, is_again);
    SELECT move_counts(day, is_again, 'facility_cell', '{zoom,colour,cell_x,cell_y,region_code,mark}',
        '{facility_count,gross_count,significant_count,minor_count,clean_count,not_inspected_count,lon_e6_sum,lat_e6_sum}', 'cells_moved()');
    SELECT move_counts(day, is_again, 'facility_total',
        '{colour,region_code,district_code,hazard_type_code,activity_code,size_class,is_on_map,mark}', '{facility_count}', 'totals_moved()');
$$;
COMMENT ON FUNCTION move_all_counts IS 'Moves facilities alike, kinds, cells and totals by the temporary table moved: facilities alike that a scoring took away and brought (alike_of).';

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

CREATE FUNCTION count_anew(day date) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM end_counts(day);
    CREATE TEMP TABLE moved ON COMMIT DROP AS SELECT * FROM alike_of(1, NULL);
    PERFORM move_all_counts(day, false);
    DROP TABLE moved;
END $$;
COMMENT ON FUNCTION count_anew IS 'Counts every facility anew for the last scored day.';

CREATE FUNCTION count_map(day date, is_again boolean) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM move_all_counts(day, is_again);
    DROP TABLE moved;
    IF NOT is_counted_right() THEN
        PERFORM count_anew(day);
    END IF;
END $$;
COMMENT ON FUNCTION count_map IS 'Moves what is counted beforehand by what a scoring moved, and counts anew where that does not add up.';

CREATE FUNCTION sample_counts() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    ANALYZE facility_alike, facility_kind, facility_cell, facility_total;
END $$;
COMMENT ON FUNCTION sample_counts IS 'Lets the planner look at the counts of the map after a run that moved many of them: of counts it believes empty, the run after takes three times as long.';
REVOKE ALL ON FUNCTION sample_counts FROM PUBLIC;
GRANT EXECUTE ON FUNCTION sample_counts TO map_writer;
