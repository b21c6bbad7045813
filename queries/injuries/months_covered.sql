-- First month the accident register covers and the last full month of :as_of, as the first days of both; null while it is empty.
SELECT register_starts_on() AS first_month, month_of(ends_on) AS last_month FROM reporting_period(CAST(:as_of AS date))
