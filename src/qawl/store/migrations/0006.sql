-- Version 6. The days of meetings as rows are given them now: the first of a week or a year too.

UPDATE meetings SET day = first_day(date, (SELECT published FROM documents d WHERE d.document = meetings.document));
