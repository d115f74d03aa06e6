-- Promises from before Kept, taken over from other systems: forecasts learn from them, nothing watches them.
create table past_promise (
    external_id text primary key,
    customer    text        not null,
    unit        text        not null,
    kind        text        not null,
    given_at    timestamptz not null,
    due_at      timestamptz not null,
    closed_at   timestamptz,
    outcome     text        not null check (outcome in
        ('open', 'kept', 'keptLate', 'broken', 'renegotiated', 'released', 'withdrawn', 'void'))
);
create index past_promise_like on past_promise (kind, unit, given_at);
