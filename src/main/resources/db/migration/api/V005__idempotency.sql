-- The answers we gave to calls with an Idempotency-Key, kept for two days.
create table idempotency (
    caller      text        not null,
    key         text        not null,
    request     bytea       not null check (length(request) = 32),
    status      int         not null,
    location    text,
    body        bytea       not null,
    at          timestamptz not null,
    primary key (caller, key)
);
create index idempotency_age on idempotency (at);
