-- Sessions of people. id_hash: SHA-256 of the id, which the browser alone holds; person: the form of the user id by which
-- persons are compared, null while nobody has signed in; attributes: encrypted under
-- the id (SealedText), JSON by name.
create table person_session (
    id_hash      varchar(64) primary key,
    person       varchar(255),
    created_at   timestamp with time zone not null,
    signed_in_at timestamp with time zone,
    seen_at      timestamp with time zone not null,
    attributes   text                     not null
);
create index person_session_person on person_session (person, signed_in_at);
create index person_session_seen on person_session (seen_at);
