-- Who wrote a document; for whom each speaker speaks; what contents mean.

ALTER TABLE documents ADD COLUMN author TEXT;
UPDATE documents SET author = json_extract(record, '$.author');

ALTER TABLE voices ADD COLUMN behind INTEGER REFERENCES entities;  -- of a speaker: the party; NULL where that is not known

CREATE TABLE meanings (                -- a content as a vector, to be compared by its direction
  statement INTEGER PRIMARY KEY REFERENCES statements ON DELETE CASCADE,
  model TEXT NOT NULL,                 -- what made it; vectors of two models can't be compared
  vector BLOB NOT NULL                 -- int8, one a dimension
);
