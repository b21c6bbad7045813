-- Who may see what of calendars and notices: an address its own person, a notice whoever may see the instruction, a letter only the sender.

ALTER TABLE calendar_address ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY own_address ON calendar_address FOR SELECT TO map_reader, map_writer USING (user_code = (SELECT app_user_code()));
CREATE POLICY owner_sees_all ON calendar_address TO map_owner USING (true);

ALTER TABLE notice ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY with_the_instruction ON notice TO map_reader, map_writer
    USING ((SELECT app_sees_all_instructions()) OR EXISTS (SELECT 1 FROM instruction i WHERE i.instruction_id = notice.instruction_id));
CREATE POLICY takes_note_himself ON notice AS RESTRICTIVE FOR UPDATE TO map_writer USING (user_code = (SELECT app_user_code()));
CREATE POLICY owner_sees_all ON notice TO map_owner USING (true);
GRANT UPDATE (acknowledged_at) ON notice TO map_writer;

ALTER TABLE digest ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY owner_sees_all ON digest TO map_owner USING (true);
REVOKE SELECT ON digest FROM map_reader, map_writer;

REVOKE ALL ON FUNCTION make_calendar_address, revoke_calendar_address, change_ladder FROM PUBLIC;
GRANT EXECUTE ON FUNCTION make_calendar_address, revoke_calendar_address, change_ladder TO map_writer;
