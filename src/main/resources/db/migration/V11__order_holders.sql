-- Which request holds an order number of CertCentral: for ever, whatever becomes of the order or the request. "surplus" is a second
-- order of its request, found after another one was adopted: it is canceled and never adopted; "told" says that people know of it.
create table order_holder (
    order_id    bigint      primary key,
    eseal_id    varchar(16) not null,
    surplus     boolean     default false not null,
    told        boolean     default false not null,
    recorded_at timestamp with time zone not null
);
create index order_holder_eseal on order_holder (eseal_id);

-- Where two requests hold one number already, the first one keeps it.
insert into order_holder (order_id, eseal_id, recorded_at)
select l.order_id, min(l.eseal_id), min(l.updated_at) from ledger l
where l.operation = 'ORDER' and l.order_id is not null and not exists (
    select 1 from ledger o where o.operation = 'ORDER' and o.order_id = l.order_id and o.updated_at < l.updated_at)
group by l.order_id;
insert into order_holder (order_id, eseal_id, recorded_at)
select l.late_id, min(l.eseal_id), min(l.updated_at) from ledger l
where l.operation = 'ORDER' and l.late_id is not null and not exists (select 1 from order_holder h where h.order_id = l.late_id)
group by l.late_id;

-- answered: CertCentral answered, though not so that its outcome is known: such an attempt is not sent again without a person.
-- foreign_id: the order number of its answer, which was refused because another request holds it.
-- absences: look-ups that were complete, by reference and by list, and found nothing.
-- absent: the service gave the attempt up by itself, because it is certain that there is no order of it.
-- looks, next_look: an attempt given up in doubt is looked for from time to time all the same.
alter table ledger add column answered boolean default false not null;
alter table ledger add column foreign_id bigint;
alter table ledger add column absences int default 0 not null;
alter table ledger add column absent boolean default false not null;
alter table ledger add column looks int default 0 not null;
alter table ledger add column next_look timestamp with time zone;
-- How earlier attempts ended was not written down.
update ledger set answered = true where state in ('SENT', 'UNKNOWN');
create index ledger_next_look on ledger (next_look);

-- That look-ups of an API key, by reference and by list, have been seen to find an order of this service; the id is a hash of key and address.
create table look_up_proof (
    id       varchar(64) primary key,
    eseal_id varchar(16) not null,
    order_id bigint      not null,
    seen_at  timestamp with time zone not null
);
