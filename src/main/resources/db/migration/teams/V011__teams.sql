create table unit (
    id           uuid primary key,
    name         text        not null unique check (length(name) between 1 and 80),
    calendar_id  uuid        not null references calendar (id),
    first_answer interval    not null default interval '4 hours',
    next_answer  interval    not null default interval '8 hours',
    version      int         not null default 0,
    created_at   timestamptz not null,
    closed_at    timestamptz
);

create table person (
    id         uuid primary key,
    name       text        not null check (length(name) between 1 and 80),
    email      text        not null unique,
    role       text        not null check (role in ('owner', 'lead', 'agent', 'viewer')),
    zone       text        not null,
    locale     text        not null default 'en',
    version    int         not null default 0,
    created_at timestamptz not null,
    left_at    timestamptz
);

create table membership (
    person_id uuid not null references person (id),
    unit_id   uuid not null references unit (id),
    primary key (unit_id, person_id)
);
create index membership_person on membership (person_id);

create table absence (
    id        uuid primary key,
    person_id uuid        not null references person (id),
    deputy_id uuid        not null references person (id),
    starts_at timestamptz not null,
    ends_at   timestamptz not null check (ends_at > starts_at),
    note      text        not null default '',
    ended     boolean     not null default false,
    check (person_id <> deputy_id)
);
create index absence_person on absence (person_id, starts_at);
