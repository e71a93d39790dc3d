-- When each seal in service was last looked at for what became of it since it was delivered.
create table seal_watch (
    eseal_id  varchar(32) primary key references eseal (id),
    looked_at timestamp with time zone not null
);
