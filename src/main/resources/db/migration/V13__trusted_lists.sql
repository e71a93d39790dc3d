-- Trusted lists as they were last downloaded, for all nodes and for a start without network. A list that could not be had, or that is not
-- signed by whom it should be, keeps the last good document and says since when and why.
create table trusted_list (
    url             varchar(1000) primary key,
    territory       varchar(8),
    sequence_number bigint,
    issued_at       timestamp with time zone,
    next_update     timestamp with time zone,
    sha256          varchar(64),
    -- gzip, base64: documents of several megabytes, in no type that only one of the databases has.
    document        text,
    fetched_at      timestamp with time zone,
    changed_at      timestamp with time zone,
    failed_at       timestamp with time zone,
    failure         varchar(1000)
);
