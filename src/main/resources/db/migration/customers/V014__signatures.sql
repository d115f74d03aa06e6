-- The key with which links to a customer's own page and reply addresses are signed; made once.
create table signing_key (
    id    int primary key check (id = 1),
    value bytea not null check (length(value) = 32)
);
