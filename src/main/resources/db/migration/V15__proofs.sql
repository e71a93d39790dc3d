-- What is in the document that a request's seal is proven with; with it the document is made byte for byte the same each time.
create table proof_document (
    eseal_id     varchar(16)  primary key references eseal (id),
    organization varchar(510) not null,
    nonce        varchar(40)  not null unique,
    created_at   timestamp with time zone not null
);

-- How it was settled that a seal seals: proven by a seal over the document, or not asked for, by whom and why the timeline says. Only
-- the row that is not superseded counts: a certificate that is fetched again is proven anew.
create table seal_proof (
    id           bigint generated always as identity primary key,
    eseal_id     varchar(16) not null references eseal (id),
    settlement   varchar(16) not null,
    settled_at   timestamp with time zone not null,
    superseded   boolean     default false not null,
    format       varchar(16),
    kind         varchar(16),
    -- The signer's certificate first, in PEM.
    certificates text,
    -- JSON: the trusted lists that the verdict rests on.
    lists        text,
    -- Whether nobody had seen the certificate before.
    brought_certificate boolean default false not null,
    sha256       varchar(64),
    -- What came, base64: in no type that only one of the databases has.
    seal         text
);
create index seal_proof_eseal on seal_proof (eseal_id);
