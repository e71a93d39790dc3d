-- What was found out about each certificate that came, each time that it was looked at. The newest report of a request counts; none is
-- changed but by its acceptance, and none is deleted. "report" is JSON, "sha256" its digest, which the timeline holds too.
create table inspection_report (
    eseal_id           varchar(16) not null references eseal (id),
    number             int         not null,
    at                 timestamp with time zone not null,
    conclusion         varchar(16) not null,
    certificate_sha256 varchar(64),
    report             text        not null,
    sha256             varchar(64) not null,
    accepted_by        varchar(255),
    accepted_at        timestamp with time zone,
    primary key (eseal_id, number),
    constraint inspection_report_conclusion check (conclusion in ('ACCEPTED', 'TO_BE_DECIDED', 'REFUSED'))
);

-- What came with a certificate, and its fingerprint (SHA-256): of each that was fetched, so that other requests see it.
alter table certificate add column private_key boolean default false not null;
alter table certificate add column sha256 varchar(64);
create index certificate_sha256 on certificate (sha256);
create index certificate_key_print on certificate (key_print);

-- Which request has a certificate in service: for ever, whatever becomes of the request. "issuer_serial" is SHA-256 of the issuer's name
-- and the serial number. Certificates that were registered before this table have no row until they are registered again.
create table certificate_holder (
    sha256        varchar(64) primary key,
    issuer_serial varchar(64) not null unique,
    eseal_id      varchar(16) not null references eseal (id),
    registered_at timestamp with time zone not null
);

-- Country of the organisation as CertCentral has it, two letters of ISO 3166-1.
alter table eseal add column organization_country varchar(2);
