-- Whether a list changed is told by its hash.
alter table trusted_list drop column changed_at;
