-- Version 2. The documents that came last, without a pass over all of them.

CREATE INDEX documents_last ON documents(latest, coalesce(published, added), document);
