-- Wrong passwords of the last minutes, counted for all nodes; "guesser" is a digest of an address, or of an address with a user.
create table sign_in_failure (
    guesser   varchar(64) primary key,
    failures  int not null,
    failed_at timestamp with time zone not null
);
create index sign_in_failure_age on sign_in_failure (failed_at);
