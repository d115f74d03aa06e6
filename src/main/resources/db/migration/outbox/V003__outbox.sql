-- Effects on the outside. effect_key makes each happen once, however often its cause is told; no next try = over.
create table outbox (
    id          uuid primary key,
    effect_key  text        not null unique,
    kind        text        not null,
    subject     uuid        not null,
    created_at  timestamptz not null,
    next_try_at timestamptz,
    attempts    int         not null default 0,
    holder      uuid,
    trouble     text
);
create index outbox_next on outbox (next_try_at) where next_try_at is not null;
