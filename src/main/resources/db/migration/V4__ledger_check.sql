-- One comparison of the ledger with CertCentral's order list.
create table ledger_check (
    id            bigint generated always as identity primary key,
    started_at    timestamp with time zone not null,
    started_by    varchar(255) not null,
    finished_at   timestamp with time zone,
    outcome       varchar(16)  not null,
    detail        varchar(4000),
    requests_seen int          default 0 not null,
    orders_seen   int          default 0 not null,
    orders_read   int          default 0 not null,
    constraint ledger_check_outcome check (outcome in ('RUNNING', 'COMPLETE', 'INCOMPLETE', 'FAILED'))
);

-- What it found; "since" is when a check found the same for the first time.
create table ledger_difference (
    check_id bigint        not null references ledger_check (id) on delete cascade,
    seq      int           not null,
    kind     varchar(32)   not null,
    eseal_id varchar(16),
    order_id bigint,
    since    timestamp with time zone not null,
    sentence varchar(1000) not null,
    primary key (check_id, seq)
);
