-- What is in the document that a request's seal is proven with; with it the document is made byte for byte the same each time.
create table proof_document (
    eseal_id     varchar(16)  primary key references eseal (id),
    organization varchar(510) not null,
    nonce        varchar(40)  not null unique,
    created_at   timestamp with time zone not null
);
