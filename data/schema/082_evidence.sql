-- Proof that comes with reports: files kept once by their SHA-256 outside the web root; here stands whose they are.

CREATE TABLE evidence (
    instruction_id bigint NOT NULL,
    report_no integer NOT NULL,
    evidence_no integer NOT NULL CHECK (evidence_no > 0),
    file_name text NOT NULL CHECK (length(file_name) BETWEEN 1 AND 200 AND file_name !~ '[/\\[:cntrl:]]'),
    media_type text NOT NULL,
    byte_count bigint NOT NULL CHECK (byte_count BETWEEN 1 AND 52428800),
    sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
    PRIMARY KEY (instruction_id, report_no, evidence_no),
    FOREIGN KEY (instruction_id, report_no) REFERENCES report
);
COMMENT ON TABLE evidence IS 'Files that a report brings as its proof; the content lies under its SHA-256 in the folder of evidence.';
COMMENT ON COLUMN evidence.file_name IS 'As the reporter called it, without any folder; only shown, never part of a path.';
COMMENT ON COLUMN evidence.byte_count IS 'At most 50 MB.';
CREATE INDEX evidence_by_content ON evidence (sha256);
