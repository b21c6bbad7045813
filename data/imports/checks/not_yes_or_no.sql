-- Answers that are neither yes nor no.
SELECT line_no, 'is_declaration_required', is_declaration_required
FROM delivered WHERE is_declaration_required IS NOT NULL AND needs_declaration IS NULL
