-- Numbers of persons where a number of an enterprise belongs; they are not kept, not even as a rejected value.
SELECT line_no, 'bin', left(bin, 2) || '**********' FROM delivered
WHERE bin ~ '^[0-9]{2}(0[1-9]|1[0-2])(0[1-9]|[12][0-9]|3[01])[0-9]{6}$'
