-- When a person works, if other than his unit.
create table person_hours (
    person_id   uuid primary key references person (id),
    calendar_id uuid not null references calendar (id)
);

-- Who leaves when, and who takes over what he owes.
create table departure (
    person_id    uuid primary key references person (id),
    leaves_at    timestamptz not null,
    successor_id uuid        not null references person (id),
    planned_by   uuid        not null references person (id),
    check (person_id <> successor_id)
);
