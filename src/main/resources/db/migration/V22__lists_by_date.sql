-- Lists of requests begin with the newest: their first page is read from an index, whatever they are filtered by.
create index eseal_newest on eseal (created_at desc, id);
drop index eseal_organization;
create index eseal_organization on eseal (organization_id, created_at);
