-- Mail that is still to be sent, written in the transaction of what it tells of; "facts" is what its template shows, JSON.
-- What was sent is removed; what was given up stays for a while, for people to see.
create table mail (
    id         bigint generated always as identity primary key,
    kind       varchar(32)   not null,
    recipient  varchar(320)  not null,
    facts      text          not null,
    given_up   boolean       default false not null,
    tries      int           default 0 not null,
    next_try   timestamp with time zone not null,
    problem    varchar(1000),
    created_at timestamp with time zone not null
);
create index mail_next on mail (given_up, next_try);

-- Up to when was told of what the engine is asked for: overdue tasks, incidents.
create table mail_mark (
    name      varchar(32) primary key,
    told_till timestamp with time zone not null
);

-- Addresses of people whom the engine does not know, as their provider gave them when they signed in.
create table mail_address (
    user_id varchar(255) primary key,
    address varchar(320) not null,
    seen_at timestamp with time zone not null
);
