-- How the telephone reaches the world: one row.
create table telephone (
    one        boolean primary key default true check (one),
    advertised text not null default '',
    country    text not null default 'ZZ' check (length(country) = 2),
    outgoing   text not null default ''
);
insert into telephone default values;

-- Who connects us with the telephone network: known by its address, or by an account of ours there.
create table trunk (
    id        uuid primary key,
    name      text not null unique check (length(name) between 1 and 60),
    address   text not null check (length(address) between 1 and 200),
    account   text not null default '',
    secret    text not null default '',
    caller_id text not null default '',
    at        timestamptz not null
);

-- A number of ours, and what happens to who calls it.
create table line (
    number   text primary key check (length(number) between 1 and 40),
    name     text not null check (length(name) between 1 and 60),
    language text not null default 'en',
    queue    uuid references queue (id),
    menu     uuid,
    greeting text not null default ''
);

-- The telephone of a person: what it proves itself with (RFC 8760), never the password.
create table phone (
    name   text primary key check (name ~ '^[a-z0-9._-]{2,40}$'),
    person uuid not null references person (id),
    md5    text not null,
    sha256 text not null,
    at     timestamptz not null
);
create index phone_person on phone (person);
