-- Version 6. The days of meetings as rows are given them now: the first of a week or a year too. Reasons of disputes are codes, in
-- the record alone.

UPDATE meetings SET day = first_day(date, (SELECT published FROM documents d WHERE d.document = meetings.document));
ALTER TABLE disputes DROP COLUMN reason;
