-- The request whose seal this one follows, and how: RENEWAL, REPLACEMENT or REISSUE.
alter table eseal add column predecessor_id varchar(32) references eseal (id);
alter table eseal add column succession varchar(16);
create index eseal_predecessor on eseal (predecessor_id);
-- The last reminder of the certificate's end: which end it told of, and how many seconds before it.
alter table eseal add column reminded_of timestamp with time zone;
alter table eseal add column reminded_before bigint;
