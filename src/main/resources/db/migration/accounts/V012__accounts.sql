create table password (
    person_id  uuid primary key references person (id),
    hash       text        not null check (hash like '$argon2id$%'),
    changed_at timestamptz not null
);

create table sign_in (
    token_hash bytea primary key check (length(token_hash) = 32),
    id         uuid        not null unique,
    person_id  uuid        not null references person (id),
    created_at timestamptz not null,
    seen_at    timestamptz not null,
    expires_at timestamptz not null,
    agent      text        not null
);
create index sign_in_person on sign_in (person_id);

create table failed_sign_in (
    account text        not null,
    net     text        not null,
    at      timestamptz not null
);
create index failed_sign_in_recent on failed_sign_in (account, net, at);

create table api_token (
    id         uuid primary key,
    name       text        not null,
    person_id  uuid        not null references person (id),
    token_hash bytea       not null unique check (length(token_hash) = 32),
    created_at timestamptz not null,
    used_at    timestamptz,
    revoked_at timestamptz
);

create table one_time_link (
    token_hash bytea primary key check (length(token_hash) = 32),
    purpose    text        not null check (purpose in ('setup', 'invitation', 'reset')),
    person_id  uuid references person (id),
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz,
    check ((purpose = 'setup') = (person_id is null))
);
