create table customer (
    id             uuid primary key,
    name           text        not null check (length(name) between 1 and 200),
    kind           text        not null check (kind in ('person', 'organisation')),
    customer_since date,
    locale         text        not null,
    zone           text        not null,
    external_id    text unique,
    note           text        not null default '',
    merged_into    uuid references customer (id),
    version        int         not null default 1,
    created_at     timestamptz not null
);
create extension if not exists pg_trgm;
create index customer_name on customer using gin (lower(name) gin_trgm_ops);

create table contact_point (
    id          uuid primary key,
    customer_id uuid not null references customer (id),
    type        text not null check (type in ('email', 'phone')),
    value       text not null,
    unique (type, value)
);
create index contact_point_customer on contact_point (customer_id);

-- What a merge moved, so that it can be undone.
create table customer_merge (
    id             uuid primary key,
    kept           uuid        not null references customer (id),
    merged         uuid        not null references customer (id),
    contact_points uuid[]      not null,
    at             timestamptz not null,
    undone_at      timestamptz
);
