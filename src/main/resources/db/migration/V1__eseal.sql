-- One row a request: what clients ask for by REST, independent of the engine's history.
create table eseal (
    id                  varchar(16)  primary key,
    state               varchar(16)  not null,
    requester           varchar(64)  not null,
    request             text         not null,
    organization_id     bigint,
    organization_name   varchar(255),
    provisioning_method varchar(16),
    payment_method      varchar(16),
    order_id            bigint,
    order_status        varchar(32),
    certificate_id      bigint,
    approval_round      int          default 1 not null,
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
create index eseal_order on eseal (order_id);

-- Append-only; each entry carries the hash of the one before it.
create table timeline (
    eseal_id  varchar(16)  not null references eseal (id),
    seq       int          not null,
    at        timestamp with time zone not null,
    actor     varchar(64)  not null,
    event     varchar(64)  not null,
    detail    varchar(4000),
    prev_hash varchar(64)  not null,
    hash      varchar(64)  not null,
    primary key (eseal_id, seq)
);
