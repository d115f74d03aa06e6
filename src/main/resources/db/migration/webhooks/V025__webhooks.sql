-- The secret is kept as it is: with it every delivery is signed (Standard Webhooks).
create table webhook (
    id         uuid primary key,
    url        text        not null check (length(url) <= 2000),
    events     text[]      not null,
    secret     bytea       not null check (length(secret) between 24 and 64),
    created_at timestamptz not null,
    ended_at   timestamptz
);

create table webhook_delivery (
    id           uuid primary key,
    webhook_id   uuid        not null references webhook (id),
    event        text        not null,
    body         text        not null,
    created_at   timestamptz not null,
    last_status  int,
    delivered_at timestamptz,
    dead_at      timestamptz
);
create index webhook_delivery_of on webhook_delivery (webhook_id, created_at desc);
