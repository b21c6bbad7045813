-- The asked months, else January to the last full month of :as_of, and the same months a year before; all four days are included days.
SELECT p.starts_on, p.ends_on, p.starts_on_before, p.ends_on_before, months_between(p.starts_on, p.ends_on) AS month_count
FROM asked_period(CAST(:as_of AS date), CAST(:first_month AS date), CAST(:last_month AS date)) p
