-- Version 4. What pages of readers ask for at once: counts of many statements, meetings by day, who is spoken to.

CREATE TABLE statement_facts (         -- what statements are filtered, sorted and counted by, without their words: small rows
  statement INTEGER PRIMARY KEY REFERENCES statements ON DELETE CASCADE,
  document INTEGER NOT NULL,
  latest INTEGER NOT NULL,             -- as of the document, like outlet and lang
  said TEXT, act TEXT NOT NULL, quotation TEXT NOT NULL, confidence REAL,
  outlet TEXT, lang TEXT NOT NULL
);
CREATE INDEX statement_facts_document ON statement_facts(document);
CREATE INDEX statement_facts_said ON statement_facts(latest, said);
CREATE TRIGGER statement_facts_added AFTER INSERT ON statements BEGIN
  INSERT INTO statement_facts
    SELECT new.statement, new.document, latest, new.said, new.act, new.quotation, new.confidence, outlet, lang
    FROM documents WHERE document = new.document;
END;
CREATE TRIGGER documents_superseded AFTER UPDATE OF latest ON documents WHEN old.latest != new.latest BEGIN
  UPDATE statement_facts SET latest = new.latest WHERE document = new.document;
END;
INSERT INTO statement_facts
  SELECT statement, s.document, latest, said, act, quotation, confidence, outlet, lang
  FROM statements s JOIN documents d ON d.document = s.document;

-- voices have a third part: addressee, the entities that are named in what says to whom
INSERT OR IGNORE INTO voices
  SELECT x.statement, 'addressee', m.entity
  FROM spans x JOIN statements s ON s.statement = x.statement JOIN mentions m ON m.document = s.document
  WHERE x.role = 'addressee' AND x.start <= m.start AND m.end <= x.end;

ALTER TABLE meetings ADD COLUMN day TEXT;  -- the first day of date, else of publication
UPDATE meetings SET day = coalesce(
  CASE WHEN date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]' THEN date
       WHEN date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]' THEN date || '-01' END,
  (SELECT substr(published, 1, 10) FROM documents d WHERE d.document = meetings.document));
CREATE INDEX meetings_day ON meetings(day);

CREATE TABLE attendance (              -- parties and delegates of meetings that are entities
  meeting INTEGER NOT NULL REFERENCES meetings ON DELETE CASCADE,
  entity INTEGER NOT NULL REFERENCES entities ON DELETE CASCADE,
  PRIMARY KEY (meeting, entity)
) WITHOUT ROWID;
CREATE INDEX attendance_entity ON attendance(entity);
INSERT OR IGNORE INTO attendance
  SELECT meeting, entity FROM (
    SELECT meeting, p.value AS name FROM meetings, json_each(parties) p
    UNION SELECT meeting, p.value FROM meetings, json_each(delegates) p) JOIN entities USING (name);

CREATE INDEX documents_outlet ON documents(outlet);
