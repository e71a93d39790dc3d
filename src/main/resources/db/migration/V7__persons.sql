-- Persons are compared by a normal form of their user ids (io.eseal.lifecycle.UserIds); the id stays as it was given, to be
-- shown. Ids from before get the form that SQL can make: case folded, no blanks at the edges.
alter table eseal add column requester_person varchar(255);
update eseal set requester_person = lower(trim(requester));
-- A key that two spellings used stays with the request that used it first.
update eseal set idempotency_key = null where exists (
    select 1 from eseal earlier where earlier.idempotency_key = eseal.idempotency_key
    and earlier.requester_person = eseal.requester_person
    and (earlier.created_at < eseal.created_at or earlier.created_at = eseal.created_at and earlier.id < eseal.id));
alter table eseal alter column requester_person set not null;
alter table eseal drop constraint eseal_idempotency;
alter table eseal add constraint eseal_idempotency unique (requester_person, idempotency_key);
drop index eseal_requester;
create index eseal_requester on eseal (requester_person, created_at);

alter table approval add column approver_person varchar(255);
update approval set approver_person = lower(trim(approver));
-- Where two spellings decided as two people, which nobody can undo, each keeps its own.
update approval set approver_person = approver where exists (
    select 1 from approval other where other.eseal_id = approval.eseal_id and other.round = approval.round
    and other.approver_group <> approval.approver_group and lower(trim(other.approver)) = lower(trim(approval.approver)));
alter table approval alter column approver_person set not null;
alter table approval drop constraint approval_once;
alter table approval add constraint approval_once unique (eseal_id, round, approver_person);
