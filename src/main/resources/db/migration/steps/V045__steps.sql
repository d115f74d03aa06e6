-- What a promise of a kind needs from which unit, as data. A template is never changed in place: the next one ends it.
create table step_template (
    id       uuid primary key,
    kind     text        not null,
    unit     uuid references unit (id),
    since    timestamptz not null,
    ended_at timestamptz
);
create unique index step_template_one on step_template (kind, coalesce(unit, '00000000-0000-0000-0000-000000000000'))
    where ended_at is null;

create table step_template_line (
    template       uuid   not null references step_template (id),
    position       int    not null,
    name           text   not null,
    unit           uuid   not null references unit (id),
    work_seconds   bigint not null check (work_seconds > 0),
    needs          int[]  not null,
    capacity       int check (capacity > 0),
    answer_seconds bigint not null check (answer_seconds > 0),
    primary key (template, position)
);

-- The steps that back one promise; it goes with the promise from link to link.
create table step_plan (
    id                uuid primary key,
    chain             uuid        not null unique references promise (id),
    promise           uuid        not null references promise (id),
    template          uuid        not null references step_template (id),
    provisional_until timestamptz,
    unanswered_at     timestamptz,
    backed_at         timestamptz,
    red_since         timestamptz,
    red_position      int,
    ended_at          timestamptz,
    version           int         not null,
    head              bytea       not null check (length(head) = 32),
    check ((red_since is null) = (red_position is null))
);
create index step_plan_promise on step_plan (promise);

create table step (
    id             uuid primary key,
    plan           uuid        not null references step_plan (id),
    position       int         not null,
    name           text        not null,
    unit           uuid        not null references unit (id),
    work_seconds   bigint      not null check (work_seconds > 0),
    needs          int[]       not null,
    capacity       int check (capacity > 0),
    answer_seconds bigint      not null check (answer_seconds > 0),
    state          text        not null check (state in ('asked', 'accepted', 'refused', 'started', 'done', 'dropped')),
    planned_start  timestamptz not null,
    planned_end    timestamptz not null,
    taken_day      date,
    asked_at       timestamptz,
    answer_by      timestamptz,
    rung           int         not null default 0,
    accepted_at    timestamptz,
    accepted_by    uuid references person (id),
    told_end       timestamptz,
    reason         text,
    started_at     timestamptz,
    done_at        timestamptz,
    unique (plan, position),
    check (planned_start < planned_end),
    check (state <> 'asked' or answer_by is not null),
    check (state <> 'done' or done_at is not null)
);
create index step_open on step (unit, planned_end, id) where state in ('asked', 'accepted', 'refused', 'started');
create index step_unit on step (unit, planned_end, id);

-- How much of a unit's standing rule is taken on each day. One row is one day of one kind of work.
create table step_capacity (
    unit uuid not null references unit (id),
    work text not null,
    day  date not null,
    used int  not null check (used >= 0),
    primary key (unit, work, day)
);
