-- The indicators that the registers give: what is counted over what, out of which register, and which way is better; the same on any day.
SELECT m.indicator_code, i.name_kk, i.name_ru, i.name_en, m.topic, i.unit, i.direction, m.per,
    m.numerator_over_months, m.denominator_over_months, m.interval_kind,
    m.numerator_kk, m.numerator_ru, m.numerator_en, m.denominator_kk, m.denominator_ru, m.denominator_en,
    m.taken_from_kk, m.taken_from_ru, m.taken_from_en
FROM measure m JOIN indicator i USING (indicator_code)
ORDER BY m.place
