-- Matters that came again: who was brought in to decide, and what he decided.
create table matter (
    case_id        uuid primary key references cases (id),
    customer       uuid        not null,
    contacts       int         not null check (contacts > 0),
    broken         int         not null check (broken >= 0),
    since          timestamptz not null,
    before         uuid[]      not null,
    decision_maker uuid        not null references person (id),
    raised_at      timestamptz not null,
    decided_by     uuid references person (id),
    decided_at     timestamptz,
    decision       text check (length(decision) <= 2000),
    check ((decided_at is null) = (decision is null))
);
create index matter_undecided on matter (decision_maker, raised_at) where decided_at is null;

-- How far the letters of customers have been looked through.
create table matter_cursor (
    id    int primary key check (id = 1),
    until timestamptz not null
);
