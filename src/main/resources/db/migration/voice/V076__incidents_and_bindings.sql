-- A line that cut off callers again and again, from when it turned red until it worked again.
create table line_incident (
    id        uuid primary key,
    line      text        not null,
    opened_at timestamptz not null,
    closed_at timestamptz,
    drops     int         not null,
    promise   uuid        not null references promise (id)
);
-- one at a time for each line, whoever notices it
create unique index line_incident_open on line_incident (line) where closed_at is null;

alter table line add column fallback uuid references queue (id);

-- Where telephones are, so that they are still there after a restart.
create table phone_binding (
    phone      text        not null references phone (name) on delete cascade,
    contact    text        not null,
    address    text        not null,
    port       int         not null,
    transport  text        not null,
    expires_at timestamptz not null,
    primary key (phone, contact)
);
