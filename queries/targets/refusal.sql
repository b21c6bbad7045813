-- Why the viewer cannot make :points the own targets of :region for :indicator on :as_of, by name; null where he can. Nothing is written.
SELECT CASE WHEN app_may_set_targets_of(:region) THEN target_refusal(:region, :indicator, CAST(:points AS jsonb), CAST(:as_of AS date))
            ELSE 'not_allowed' END AS refusal
