-- One row a request: what clients ask for by REST, independent of the engine's history.
create table eseal (
    id                  varchar(16)  primary key,
    state               varchar(16)  not null,
    requester           varchar(255) not null,
    request             text         not null,
    organization_id     bigint,
    organization_name   varchar(255),
    order_id            bigint,
    order_status        varchar(32),
    certificate_id      bigint,
    serial_number       varchar(64),
    valid_from          timestamp with time zone,
    valid_till          timestamp with time zone,
    approval_round      int          default 0 not null,
    approval_groups     varchar(255),
    approval_print      varchar(64),
    approved_print      varchar(64),
    idempotency_key     varchar(255),
    idempotency_print   varchar(64),
    created_at          timestamp with time zone not null,
    updated_at          timestamp with time zone not null,
    constraint eseal_idempotency unique (requester, idempotency_key)
);
create index eseal_state on eseal (state, created_at);
create index eseal_requester on eseal (requester, created_at);
create index eseal_organization on eseal (organization_id);
-- One order belongs to one request.
create unique index eseal_order on eseal (order_id);

-- Append-only; each entry carries the hash of the one before it.
create table timeline (
    eseal_id  varchar(16)  not null references eseal (id),
    seq       int          not null,
    at        timestamp with time zone not null,
    actor     varchar(255) not null,
    event     varchar(64)  not null,
    detail    varchar(4000),
    prev_hash varchar(64)  not null,
    hash      varchar(64)  not null,
    primary key (eseal_id, seq)
);

-- One decision of one group in one round; nobody decides twice in a round.
create table approval (
    eseal_id       varchar(16)   not null references eseal (id),
    round          int           not null,
    approver_group varchar(64)   not null,
    approver       varchar(255)  not null,
    decision       varchar(16)   not null,
    remark         varchar(2000) not null,
    print          varchar(64)   not null,
    at             timestamp with time zone not null,
    primary key (eseal_id, round, approver_group),
    constraint approval_once unique (eseal_id, round, approver)
);

-- What was sent to CertCentral and what came of it, written before and after each call. A generation is one attempt to
-- order; "closed" says that the process has dealt with its outcome and a further attempt opens the next generation; "barred" says that nothing may be
-- sent for the request any more.
-- No foreign key: the ledger is written in transactions of its own while the engine's holds the request's row.
create table order_ledger (
    eseal_id        varchar(16) not null,
    generation      int         not null,
    state           varchar(16) not null,
    fencing_no      int         default 0 not null,
    order_id        bigint,
    look_ups        int         default 0 not null,
    refusal         varchar(4000),
    payment_refused boolean     default false not null,
    closed          boolean     default false not null,
    barred          boolean     default false not null,
    created_at      timestamp with time zone not null,
    updated_at      timestamp with time zone not null,
    primary key (eseal_id, generation),
    constraint order_ledger_state check (state in ('INTENT', 'SENT', 'ACCEPTED', 'REJECTED', 'UNKNOWN'))
);

create table certificate (
    eseal_id       varchar(16) primary key references eseal (id),
    order_id       bigint      not null,
    certificate_id bigint      not null,
    serial_number  varchar(64),
    subject        varchar(1000),
    issuer         varchar(1000),
    key_print      varchar(64),
    valid_from     timestamp with time zone,
    valid_till     timestamp with time zone not null,
    pem            text,
    registered_at  timestamp with time zone
);

-- When the last sweep over CertCentral's status changes succeeded: the next one looks back that far.
create table status_sweep (
    name       varchar(32) primary key,
    swept_till timestamp with time zone not null
);

create table shedlock (
    name       varchar(64)  primary key,
    lock_until timestamp    not null,
    locked_at  timestamp    not null,
    locked_by  varchar(255) not null
);
