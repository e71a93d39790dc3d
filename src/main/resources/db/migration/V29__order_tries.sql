-- How often the order of a seal could not be read since it was read last: one that is told as ended is tried again soon
-- at first.
alter table seal_watch add column order_tries integer not null default 0;
