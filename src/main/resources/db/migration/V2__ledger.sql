-- What was sent to CertCentral and what came of it, written before and after each call whose repetition would do harm. A
-- generation is one attempt; "owner" is the node that last claimed it and "sent_at" when; "closed" says that the process
-- has dealt with its outcome and a further attempt opens the next generation; "barred" says that nothing may be sent for
-- the request any more.
-- order_id is what came of an order, request_id what came of a revocation; late_id is either of them when its sender
-- brought it after the ledger had moved on.
-- No foreign key: the ledger is written in transactions of its own while the engine's holds the request's row.
create table ledger (
    eseal_id        varchar(16) not null,
    operation       varchar(16) not null,
    generation      int         not null,
    state           varchar(16) not null,
    fencing_no      int         default 0 not null,
    owner           varchar(255),
    sent_at         timestamp with time zone,
    order_id        bigint,
    request_id      bigint,
    late_id         bigint,
    look_ups        int         default 0 not null,
    refusal         varchar(4000),
    payment_refused boolean     default false not null,
    closed          boolean     default false not null,
    barred          boolean     default false not null,
    created_at      timestamp with time zone not null,
    updated_at      timestamp with time zone not null,
    primary key (eseal_id, operation, generation),
    constraint ledger_operation check (operation in ('ORDER', 'REVOKE')),
    constraint ledger_state check (state in ('INTENT', 'SENT', 'ACCEPTED', 'REJECTED', 'UNKNOWN'))
);

-- The earlier table knows the last change of a row, which is no earlier than its sending.
insert into ledger (eseal_id, operation, generation, state, fencing_no, sent_at, order_id, look_ups, refusal,
                    payment_refused, closed, barred, created_at, updated_at)
select eseal_id, 'ORDER', generation, state, fencing_no, case when fencing_no > 0 then updated_at end, order_id, look_ups, refusal,
       payment_refused, closed, barred, created_at, updated_at
from order_ledger;

drop table order_ledger;
