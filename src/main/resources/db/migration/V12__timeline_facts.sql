-- The facts of an entry as JSON, part of its hash. Entries that exist keep none: theirs are read from their sentence, which their hash holds.
alter table timeline add column facts text;
