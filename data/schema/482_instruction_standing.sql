-- How every instruction stands, kept from one change to the next: a row holds from valid_from until the day before valid_to.
-- Written by triggers in the transaction of what changes it, from the one definition, so that it never differs from what the steps say.

CREATE TABLE instruction_standing (
    instruction_id bigint NOT NULL REFERENCES instruction ON DELETE CASCADE,
    valid_from date NOT NULL,
    valid_to date NOT NULL CHECK (valid_to > valid_from),
    state instruction_state NOT NULL,
    due_on date,
    extension_count integer NOT NULL,
    declared_state text,
    declared_on date,
    last_report_on date,
    accepted_on date,
    milestone_count integer NOT NULL,
    done_milestone_count integer NOT NULL,
    late_milestone_count integer NOT NULL,
    is_measured boolean NOT NULL,
    number text NOT NULL,
    issued_on date NOT NULL,
    lead_body_code text NOT NULL,
    controller_user_code text,
    controller_body_code text,
    controller text NOT NULL,
    source_code text NOT NULL,
    PRIMARY KEY (instruction_id, valid_from)
);
-- all that lists filter, order and count by, so that none of them reads the table; and what row-level security asks of each row
CREATE INDEX standing_by_end ON instruction_standing (valid_to, valid_from) INCLUDE (
    state, due_on, issued_on, number, accepted_on, declared_on, instruction_id, lead_body_code, controller_body_code, controller_user_code,
    controller, source_code, is_measured);
COMMENT ON TABLE instruction_standing IS 'State and facts of instructions over time, counted from their steps, and what lists filter and order by.';
COMMENT ON COLUMN instruction_standing.valid_to IS 'Day from which another row holds; infinity for the last.';
COMMENT ON COLUMN instruction_standing.state IS 'Computed state before the pace of a measure, which only state_at_pace adds.';
COMMENT ON COLUMN instruction_standing.is_measured IS 'A measure of completion was chosen at some time.';
COMMENT ON COLUMN instruction_standing.controller IS 'The person who controls, else the body, else his name as published, else none.';

CREATE FUNCTION standing_days(asked_ids bigint[]) RETURNS TABLE (instruction_id bigint, day date) LANGUAGE sql STABLE AS $$
    SELECT DISTINCT i.instruction_id, greatest(t.day, i.known_on)
    FROM unnest(asked_ids) AS asked (instruction_id)
    JOIN instruction i USING (instruction_id)
    CROSS JOIN LATERAL (
        SELECT i.known_on AS day
        UNION ALL SELECT r.reported_on FROM report r WHERE r.instruction_id = i.instruction_id
        UNION ALL SELECT d.decided_on FROM decision d WHERE d.instruction_id = i.instruction_id
        UNION ALL SELECT unnest(ARRAY[m.due_on + 1, m.done_known_on]) FROM milestone m WHERE m.instruction_id = i.instruction_id
        UNION ALL
        SELECT unnest(ARRAY[l.due_on - due_soon_days(), l.due_on + 1])
        FROM (SELECT i.due_on UNION ALL SELECT d.new_due_on FROM decision d WHERE d.instruction_id = i.instruction_id) l
    ) t
    WHERE t.day IS NOT NULL
$$;
COMMENT ON FUNCTION standing_days IS 'Days on which anything that instruction_facts_on tells may change, of some instructions: steps become known, a milestone becomes late, a deadline comes near or passes.';

CREATE FUNCTION standing_of(asked_ids bigint[]) RETURNS SETOF instruction_standing LANGUAGE sql STABLE AS $$
WITH told AS (
    SELECT i, f, d.day, lag(f) OVER days IS DISTINCT FROM f OR lag(f) OVER days IS NULL AS is_new
    FROM standing_days(asked_ids) d JOIN instruction i USING (instruction_id)
    CROSS JOIN LATERAL instruction_facts_on(i, d.day) f
    WINDOW days AS (PARTITION BY d.instruction_id ORDER BY d.day)
)
SELECT (t.i).instruction_id, t.day, lead(t.day, 1, 'infinity') OVER (PARTITION BY (t.i).instruction_id ORDER BY t.day),
    (t.f).state, (t.f).due_on, (t.f).extension_count, (t.f).declared_state, (t.f).declared_on, (t.f).last_report_on, (t.f).accepted_on,
    (t.f).milestone_count, (t.f).done_milestone_count, (t.f).late_milestone_count,
    EXISTS (SELECT 1 FROM completion_measure m WHERE m.instruction_id = (t.i).instruction_id),
    (t.i).number, (t.i).issued_on, (t.i).lead_body_code, (t.i).controller_user_code, (t.i).controller_body_code,
    coalesce((t.i).controller_user_code, (t.i).controller_body_code, (t.i).controller_en, 'none'), (t.i).source_code
FROM told t WHERE t.is_new
$$;
COMMENT ON FUNCTION standing_of IS 'The rows to keep of some instructions, neighbours that say the same joined.';

CREATE FUNCTION keep_standing(asked_ids bigint[]) RETURNS void LANGUAGE plpgsql SET jit = off AS $$
BEGIN
    -- two transactions that add steps to one instruction take turns, and the second then sees what the first has added
    PERFORM 1 FROM instruction i WHERE i.instruction_id = ANY (asked_ids) ORDER BY i.instruction_id FOR NO KEY UPDATE;
    DELETE FROM instruction_standing s WHERE s.instruction_id = ANY (asked_ids);
    INSERT INTO instruction_standing SELECT * FROM standing_of(asked_ids);
END $$;
COMMENT ON FUNCTION keep_standing IS 'Writes anew how some instructions stand, from their first day on.';

CREATE FUNCTION keep_standing_of_changed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
BEGIN
    PERFORM keep_standing(ARRAY(SELECT DISTINCT c.instruction_id FROM changed c));
    RETURN NULL;
END $$;
COMMENT ON FUNCTION keep_standing_of_changed IS 'After each statement that touches instructions or their steps, in its transaction.';
DO $$
DECLARE
    name text;
BEGIN
    FOREACH name IN ARRAY ARRAY['instruction', 'report', 'decision', 'milestone', 'completion_measure'] LOOP
        EXECUTE format('CREATE TRIGGER standing_after_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
                        FOR EACH STATEMENT EXECUTE FUNCTION keep_standing_of_changed()', name);
        EXECUTE format('CREATE TRIGGER standing_after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed
                        FOR EACH STATEMENT EXECUTE FUNCTION keep_standing_of_changed()', name);
        EXECUTE format('CREATE TRIGGER standing_after_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
                        FOR EACH STATEMENT EXECUTE FUNCTION keep_standing_of_changed()', name);
    END LOOP;
END $$;

CREATE TYPE instruction_as_known AS (
    instruction_id bigint, due_on date, extension_count integer, state instruction_state, declared_state text, declared_on date,
    last_report_on date, accepted_on date, milestone_count integer, done_milestone_count integer, late_milestone_count integer,
    number text, issued_on date, lead_body_code text, controller_user_code text, controller_body_code text, controller text, source_code text
);
COMMENT ON TYPE instruction_as_known IS 'An instruction as known on a day: instruction_facts_on, and what lists filter and order by.';

CREATE FUNCTION instruction_state_on(as_of date) RETURNS SETOF instruction_as_known LANGUAGE sql STABLE AS $$
    SELECT s.instruction_id, s.due_on, s.extension_count,
        CASE WHEN s.is_measured THEN state_at_pace(s.state, (SELECT p.verdict FROM whole_pace(s.instruction_id, as_of, s.due_on) p)) ELSE s.state END,
        s.declared_state, s.declared_on, s.last_report_on, s.accepted_on, s.milestone_count, s.done_milestone_count, s.late_milestone_count,
        s.number, s.issued_on, s.lead_body_code, s.controller_user_code, s.controller_body_code, s.controller, s.source_code
    FROM instruction_standing s WHERE s.valid_from <= as_of AND s.valid_to > as_of
$$;
COMMENT ON FUNCTION instruction_state_on IS 'Every instruction known on a day that row-level security shows the asker, with its state at the pace of its measure.';
