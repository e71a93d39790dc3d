-- A look that found no source of trust: the seal stays due and lets others go first.
alter table seal_watch add column tried_at timestamp with time zone;
alter table seal_watch alter column looked_at drop not null;
