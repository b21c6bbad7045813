-- Whether the viewer may change anything on the Administration screen: the rules of a law, targets of a region, or the ladders of deadlines.
SELECT app_may_change_rules_of('labour') OR app_may_change_rules_of('industrial_safety') OR app_may_change_ladders()
    OR EXISTS (SELECT FROM region r WHERE app_may_set_targets_of(r.region_code)) AS may_change
