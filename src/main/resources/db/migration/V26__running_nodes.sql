-- When each node was last heard of; lock_owner as in ACT_RU_JOB and shedlock.
create table running_node (
    lock_owner varchar(255) primary key,
    seen_at    timestamp with time zone not null
);
