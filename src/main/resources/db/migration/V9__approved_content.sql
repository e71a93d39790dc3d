-- What was put to the approvers in each round: what changed since is told from here, and what is ordered is checked against it.
create table approval_round (
    eseal_id  varchar(16) not null references eseal (id),
    round     int         not null,
    price     varchar(64) not null,
    request   text        not null,
    opened_at timestamp with time zone not null,
    primary key (eseal_id, round)
);

-- Who changed what is decided on, in whatever step: they do not decide on it.
create table request_editor (
    eseal_id varchar(16)  not null references eseal (id),
    person   varchar(255) not null,
    since    timestamp with time zone not null,
    primary key (eseal_id, person)
);

-- Until now the timeline alone told who had edited a request.
insert into request_editor (eseal_id, person, since)
select eseal_id, actor, min(at) from timeline
where event = 'task_completed' and detail = 'user_correct_request' or event = 'decision' and detail like 'user_resolve_payment: change%'
group by eseal_id, actor;
