-- The ledger. What was first said never changes: words, giver, first due, chain.
create table promise (
    id            uuid primary key,
    chain         uuid        not null,
    level         int         not null check (level >= 0),
    previous      uuid        unique references promise (id),
    next          uuid        unique,
    case_id       uuid,
    customer_id   uuid,
    kind          text        not null,
    said_text     text        not null,
    salt          bytea       not null check (length(salt) = 16),
    giver         text        not null,
    channel       text        not null,
    owner         uuid        not null references person (id),
    unit          uuid        not null references unit (id),
    visibility    text        not null check (visibility in ('customer', 'internal')),
    given_at      timestamptz not null,
    window_start  timestamptz,
    first_due     timestamptz not null,
    due           timestamptz not null,
    remind_at     timestamptz,
    risk_at       timestamptz not null,
    condition     text,
    condition_met timestamptz,
    state         text        not null check (state in
        ('given', 'atRisk', 'claimed', 'kept', 'keptLate', 'broken', 'renegotiated', 'released', 'withdrawn', 'void')),
    evidence      text,
    reason        text,
    warned_at     timestamptz,
    broken_at     timestamptz,
    delivered_at  timestamptz,
    ended_at      timestamptz,
    rung          int         not null default 0,
    wake_at       timestamptz,
    version       int         not null,
    head          bytea       not null check (length(head) = 32)
);
create index promise_case on promise (case_id) where case_id is not null;
create index promise_customer on promise (customer_id);
create index promise_open_owner on promise (owner, due) where state in ('given', 'atRisk', 'claimed', 'broken') and next is null;
create index promise_open_unit on promise (unit, due) where state in ('given', 'atRisk', 'claimed', 'broken') and next is null;
create index promise_due on promise (due, id);
create index promise_given on promise (given_at);
create index promise_chain on promise (chain, level);

create function promise_first_words_stay() returns trigger language plpgsql as $$
begin
    if (old.chain, old.level, old.kind, old.said_text, old.salt, old.giver, old.given_at, old.first_due, old.due)
        is distinct from
       (new.chain, new.level, new.kind, new.said_text, new.salt, new.giver, new.given_at, new.first_due, new.due) then
        raise exception 'what was first said never changes: make the next link of the chain instead' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger promise_first_words before update on promise
    for each row execute function promise_first_words_stay();
create function promise_stays() returns trigger language plpgsql as $$
begin
    raise exception 'a promise is never deleted: void or withdraw it' using errcode = 'restrict_violation';
end $$;
create trigger promise_never_deleted before delete on promise
    for each row execute function promise_stays();
