-- Version 3. Corrections of no document (entities that are one), and which documents each of these changed.

CREATE TABLE journal (                 -- what people changed; never made anew, never dropped, only added to
  correction INTEGER PRIMARY KEY,
  document INTEGER REFERENCES documents ON DELETE CASCADE,  -- none: of the whole store
  statement TEXT NOT NULL,             -- its id; empty: of the document, or of the store
  field TEXT NOT NULL,                 -- of a statement; or statement, entity, checked, undo (qawl.store.types.Correction)
  was TEXT NOT NULL, "is" TEXT NOT NULL,  -- JSON
  who TEXT NOT NULL, made TEXT NOT NULL
);
INSERT INTO journal SELECT * FROM corrections;
DROP TABLE corrections;
ALTER TABLE journal RENAME TO corrections;
CREATE INDEX corrections_document ON corrections(document, correction);

CREATE TABLE merged (                  -- documents with an entity that a correction made one with another; made anew
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  correction TEXT NOT NULL,            -- its id
  PRIMARY KEY (correction, document)
) WITHOUT ROWID;
CREATE INDEX merged_document ON merged(document);
