-- Steps of the process that failed and are tried again, one row a job of the engine; written with each failure. A row whose job is gone is over.
create table retrying_step (
    job_id      varchar(64)  primary key,
    instance_id varchar(64),
    eseal_id    varchar(255),
    step        varchar(255) not null,
    cause       varchar(16)  not null,
    since       timestamp with time zone not null,
    failed_at   timestamp with time zone not null,
    failures    int          not null,
    held_back   int          not null,
    -- Who asked for the next try, and when; "asked_at" is empty again once the step was pulled forward.
    asked_by    varchar(255),
    asked_at    timestamp with time zone
);
create index retrying_step_since on retrying_step (since);
create index retrying_step_asked on retrying_step (asked_at);
create index retrying_step_instance on retrying_step (instance_id);

-- What each node knows of CertCentral, written by itself every few seconds.
create table certcentral_node (
    node         varchar(255) primary key,
    breaker      varchar(16)  not null,
    tried_again  timestamp with time zone,
    paused_until timestamp with time zone,
    last_good    timestamp with time zone,
    seen_at      timestamp with time zone not null
);
