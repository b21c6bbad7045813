-- BINs that are not twelve digits: year, month, kind of entity, part of entity, number.
SELECT line_no, 'bin', bin FROM delivered WHERE bin !~ '^[0-9]{2}(0[1-9]|1[0-2])[456][0-3][0-9]{6}$'
