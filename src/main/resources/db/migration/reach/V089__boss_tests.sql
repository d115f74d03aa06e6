-- A call by one of us to our own line that nobody expects, and what he found.
create table boss_test (
    id         uuid primary key,
    line       text        not null,
    persona    text        not null check (length(persona) between 1 and 60),
    shown      text        not null,
    errand     text        not null check (length(errand) between 1 and 600),
    tester     uuid        not null references person (id),
    phone      text        not null,
    at         timestamptz not null,
    -- null where the time is known; else the end of the time in which it was drawn
    drawn_until timestamptz,
    state      text        not null check (state in ('planned', 'calling', 'done', 'failed', 'cancelled')),
    outcome    text        not null default '',
    contact    uuid references contact (id),
    planned_by uuid        not null references person (id),
    planned_at timestamptz not null,
    -- when the owner asked whom it was with
    opened_at  timestamptz,
    opened_by  uuid references person (id)
);
create index boss_test_due on boss_test (at) where state in ('planned', 'calling');

create table boss_answer (
    test     uuid not null references boss_test (id) on delete cascade,
    question int  not null check (question between 1 and 5),
    mark     int  not null check (mark between 1 and 5),
    words    text not null check (length(words) <= 300),
    at       timestamptz not null,
    primary key (test, question)
);
