create table calendar (
    id           uuid primary key,
    name         text not null unique check (length(name) between 1 and 100),
    zone         text not null,
    weekly       jsonb not null,
    country      text,
    subdivision  text check (subdivision is null or country is not null),
    own_holidays jsonb not null,
    exceptions   jsonb not null,
    version      int not null default 0,
    updated_at   timestamptz not null
);
