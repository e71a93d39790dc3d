-- How CertCentral's order differs from the one that was placed, as it was last read; null when it does not.
alter table certificate add column order_differs varchar(1000);
