-- Makes :points the next version, after :base_version, of the own targets of :region for :indicator; null points withdraw them.
SELECT change_targets(:region, :indicator, CAST(:base_version AS integer), CAST(:points AS jsonb), :reason, :address)
