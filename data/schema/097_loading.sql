-- Loading a whole register at once: indexes that no key needs are built after its rows, by sorting, in a third of the time it takes row by row.

CREATE TABLE index_set_aside (
    definition text NOT NULL
);
COMMENT ON TABLE index_set_aside IS 'While a whole register is loaded, the indexes to build after its rows; empty to everybody else.';

CREATE FUNCTION set_indexes_aside() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    each regclass;
BEGIN
    FOR each IN
        SELECT indexrelid FROM pg_index JOIN pg_attribute ON attrelid = indrelid
        WHERE NOT EXISTS (SELECT FROM facility) AND attname = 'batch_id' AND NOT indisunique AND indrelid IN (SELECT oid FROM pg_class WHERE relnamespace = CAST('public' AS regnamespace))
    LOOP
        INSERT INTO index_set_aside VALUES (pg_get_indexdef(each));
        EXECUTE format('DROP INDEX %s', each);
    END LOOP;
END $$;
COMMENT ON FUNCTION set_indexes_aside IS 'Where no facility is known, drops every index of delivered facts that keeps nothing unique. Nobody else reads these facts until the transaction has built them again and ends.';

CREATE FUNCTION build_indexes_set_aside() RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
    definition_kept text;
BEGIN
    FOR definition_kept IN DELETE FROM index_set_aside RETURNING definition LOOP
        EXECUTE definition_kept;
    END LOOP;
END $$;
COMMENT ON FUNCTION build_indexes_set_aside IS 'Builds the indexes that set_indexes_aside dropped.';

REVOKE ALL ON FUNCTION set_indexes_aside, build_indexes_set_aside FROM PUBLIC;
GRANT EXECUTE ON FUNCTION set_indexes_aside, build_indexes_set_aside TO map_writer;
