-- Version 1. Rows of statements, entities and what is derived are made anew from documents.record and corrections
-- whenever either changes; documents, corrections and failures are what can't be made anew.

CREATE TABLE documents (
  document INTEGER PRIMARY KEY,
  key TEXT NOT NULL UNIQUE,            -- permalink: hash of id, url and text
  id TEXT NOT NULL,
  url TEXT, outlet TEXT, title TEXT,
  lang TEXT NOT NULL,
  published TEXT,
  text TEXT NOT NULL,                  -- offsets count its code points
  folded TEXT NOT NULL,                -- its words as they are searched
  model TEXT NOT NULL, code TEXT NOT NULL,  -- what made the record, and all rows of this document
  added TEXT NOT NULL,
  source TEXT NOT NULL,                -- JSON: the document as it was read, without text
  record TEXT NOT NULL,                -- JSON: the record as it was extracted, without text
  latest INTEGER NOT NULL DEFAULT 1    -- 0: the same URL has a later version
);
CREATE INDEX documents_url ON documents(url, document);
CREATE INDEX documents_made ON documents(model, code);

CREATE TABLE revisions (               -- a version of a page, and the one before it
  document INTEGER PRIMARY KEY REFERENCES documents ON DELETE CASCADE,
  of INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  changes TEXT NOT NULL                -- JSON: [[start, end] in the old text, [start, end] in the new one] a change
);

CREATE TABLE copies (                  -- near-duplicates: document was added after of
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  of INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  share REAL NOT NULL,                 -- of the word sequences of both that they have in common
  PRIMARY KEY (document, of)
) WITHOUT ROWID;
CREATE INDEX copies_of ON copies(of);

CREATE TABLE bands (                   -- MinHash bands: two documents that share one may be copies
  band INTEGER NOT NULL, hash INTEGER NOT NULL,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  PRIMARY KEY (band, hash, document)
) WITHOUT ROWID;
CREATE INDEX bands_document ON bands(document);

CREATE TABLE statements (
  statement INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  id TEXT NOT NULL,
  speaker TEXT NOT NULL, speaker_kind TEXT,
  act TEXT NOT NULL, quotation TEXT NOT NULL,
  time TEXT,                           -- as the text gives it
  said TEXT,                           -- the first day of time, else of publication
  confidence REAL,
  parent TEXT, via TEXT,               -- ids of statements of the same document
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,  -- of the content, first to last span
  content TEXT NOT NULL,
  folded TEXT NOT NULL,
  UNIQUE (document, id)
);
CREATE INDEX statements_act ON statements(act);
CREATE INDEX statements_said ON statements(said);

CREATE TABLE spans (
  statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
  role TEXT NOT NULL,                  -- source, cue, content, addressee, channel, occasion
  n INTEGER NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  text TEXT NOT NULL,
  PRIMARY KEY (statement, role, n)
) WITHOUT ROWID;

CREATE TABLE entities (
  entity INTEGER PRIMARY KEY,
  key TEXT UNIQUE,                     -- of parties on record: state:RU
  kind TEXT NOT NULL,                  -- person, organization, state
  name TEXT NOT NULL, name_en TEXT,
  folded TEXT NOT NULL                 -- the name as names are compared
);
CREATE INDEX entities_folded ON entities(folded, kind);

CREATE TABLE aliases (
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
  folded TEXT NOT NULL, alias TEXT NOT NULL,
  is_name INTEGER NOT NULL,            -- 0: a title or description, which others may share
  PRIMARY KEY (entity, folded)
) WITHOUT ROWID;
CREATE INDEX aliases_folded ON aliases(folded);

CREATE TABLE mentions (
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  PRIMARY KEY (document, entity, start, "end")
) WITHOUT ROWID;
CREATE INDEX mentions_entity ON mentions(entity);

CREATE TABLE voices (                  -- who speaks (speaker), and whose position that is (party)
  statement INTEGER NOT NULL REFERENCES statements ON DELETE CASCADE,
  part TEXT NOT NULL,
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
  PRIMARY KEY (statement, part, entity)
) WITHOUT ROWID;
CREATE INDEX voices_entity ON voices(entity, part);

CREATE TABLE roles (
  role INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  person TEXT NOT NULL, entity INTEGER REFERENCES entities,
  office TEXT NOT NULL, of TEXT NOT NULL,
  start INTEGER, "end" INTEGER, as_of TEXT
);
CREATE INDEX roles_document ON roles(document);
CREATE INDEX roles_entity ON roles(entity);

CREATE TABLE meetings (
  meeting INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  name TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL,
  date TEXT, place TEXT, status TEXT,
  parties TEXT NOT NULL, delegates TEXT NOT NULL  -- JSON lists of names
);
CREATE INDEX meetings_document ON meetings(document);

CREATE TABLE positions (
  position INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  statement INTEGER REFERENCES statements ON DELETE CASCADE,
  holder TEXT NOT NULL, entity INTEGER REFERENCES entities,
  stance TEXT NOT NULL, issue TEXT NOT NULL,
  start INTEGER NOT NULL, "end" INTEGER NOT NULL
);
CREATE INDEX positions_document ON positions(document);
CREATE INDEX positions_statement ON positions(statement);
CREATE INDEX positions_entity ON positions(entity);

CREATE TABLE disputes (
  dispute INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  issue TEXT NOT NULL,
  sides TEXT NOT NULL, claims TEXT NOT NULL,  -- JSON, as in the record
  confidence REAL, reason TEXT NOT NULL
);
CREATE INDEX disputes_document ON disputes(document);

CREATE TABLE corrections (             -- what people changed; never made anew, never dropped
  correction INTEGER PRIMARY KEY,
  document INTEGER NOT NULL REFERENCES documents ON DELETE CASCADE,
  statement TEXT NOT NULL,             -- its id
  field TEXT NOT NULL,                 -- of a statement; "statement": there is none
  was TEXT NOT NULL, "is" TEXT NOT NULL,  -- JSON
  who TEXT NOT NULL, made TEXT NOT NULL
);
CREATE INDEX corrections_document ON corrections(document, correction);

CREATE TABLE failures (                -- quarantine: what could not be read or extracted
  source TEXT PRIMARY KEY,
  error TEXT NOT NULL, message TEXT NOT NULL,
  tries INTEGER NOT NULL DEFAULT 1,
  failed TEXT NOT NULL, code TEXT NOT NULL
) WITHOUT ROWID;

CREATE VIRTUAL TABLE statement_words USING fts5(
  folded, content='statements', content_rowid='statement', tokenize='unicode61 remove_diacritics 0');
CREATE TRIGGER statements_added AFTER INSERT ON statements BEGIN
  INSERT INTO statement_words(rowid, folded) VALUES (new.statement, new.folded);
END;
CREATE TRIGGER statements_gone AFTER DELETE ON statements BEGIN
  INSERT INTO statement_words(statement_words, rowid, folded) VALUES ('delete', old.statement, old.folded);
END;

CREATE VIRTUAL TABLE document_words USING fts5(
  folded, content='documents', content_rowid='document', tokenize='unicode61 remove_diacritics 0');
CREATE TRIGGER documents_added AFTER INSERT ON documents BEGIN
  INSERT INTO document_words(rowid, folded) VALUES (new.document, new.folded);
END;
CREATE TRIGGER documents_gone AFTER DELETE ON documents BEGIN
  INSERT INTO document_words(document_words, rowid, folded) VALUES ('delete', old.document, old.folded);
END;
