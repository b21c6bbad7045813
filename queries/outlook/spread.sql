-- Sums over all regions from which the spread of levels, trends and steps and the over-dispersion are estimated (:harm is injured
-- or killed), the same for every viewer, as known by the end of :as_of. No row under three regions.
SELECT region_count, expected, expected_squared, events, events_squared,
    trend_count, trend_information, trend_information_squared, trend_score, trend_score_squared, steps_in_trend,
    step_count, step_information, step_information_squared, step_score, step_score_squared, chi_squared, degrees_of_freedom
FROM outlook_spread(CAST(:as_of AS date), CAST(:harm AS text))
ORDER BY region_count
