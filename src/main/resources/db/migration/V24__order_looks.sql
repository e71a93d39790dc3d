-- What the sweep of changed orders last told of a seal's order, and what of it was looked at: the order is read where
-- they differ, and otherwise seldom.
alter table seal_watch add column order_told varchar(120);
alter table seal_watch add column order_seen varchar(120);
alter table seal_watch add column order_read_at timestamp with time zone;
alter table seal_watch add column order_tried_at timestamp with time zone;
