-- What nodes that call CertCentral with the same API key share; the id is a hash of key and address.

-- How much of the key's budget is left, in Bucket4j's own format. Used on PostgreSQL; a node on H2 is alone.
create table call_budget (
    id    varchar(64) primary key,
    state bytea
);

-- Until when the key is paused, and how long its last pause was: zero once a call went well again.
create table call_pause (
    id           varchar(64) primary key,
    paused_until timestamp with time zone not null,
    pause_millis bigint                   not null
);
