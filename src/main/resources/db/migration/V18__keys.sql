-- SHA-256 of the key that the request's CSR holds, so that other requests with the same key are found.
alter table eseal add column key_print varchar(64);
create index eseal_key on eseal (key_print);
-- Whether its revocation was asked for because its key was compromised: no request is ordered with such a key again.
alter table eseal add column key_compromised boolean default false not null;
