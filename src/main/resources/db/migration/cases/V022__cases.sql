create extension if not exists unaccent;
create text search configuration kept (copy = english);
alter text search configuration kept alter mapping for hword, hword_part, word with unaccent, english_stem;

create sequence case_number start 1001;

create table cases (
    id          uuid primary key,
    number      bigint      not null unique,
    customer_id uuid        not null references customer (id),
    subject     text        not null,
    channel     text        not null check (channel in ('mail', 'web', 'phone', 'chat', 'api')),
    state       text        not null check (state in ('open', 'resolved')),
    our_move    boolean     not null,
    unit        uuid        not null references unit (id),
    owner       uuid references person (id),
    priority    text        not null check (priority in ('low', 'normal', 'high', 'urgent')),
    tags        text[]      not null,
    resolution  text        not null default '',
    created_at  timestamptz not null,
    updated_at  timestamptz not null,
    resolved_at timestamptz,
    version     int         not null,
    head        bytea       not null check (length(head) = 32)
);
create index cases_newest on cases (state, updated_at desc, id desc);
create index cases_of_unit on cases (unit, state, updated_at desc, id desc);
create index cases_of_owner on cases (owner, state, updated_at desc, id desc) where owner is not null;
create index cases_of_customer on cases (customer_id, updated_at desc, id desc);

create table message (
    id         uuid primary key,
    case_id    uuid        not null references cases (id),
    direction  text        not null check (direction in ('inbound', 'outbound', 'note')),
    author     text        not null,
    author_name text       not null,
    address    text,
    subject    text        not null,
    text       text        not null,
    folded     text        not null default '',
    html       text,
    channel    text        not null,
    proven     boolean     not null default true,
    mail_id    uuid,
    at         timestamptz not null,
    search     tsvector generated always as
        (to_tsvector('kept', left(subject, 1000) || ' ' || left(author_name, 200) || ' ' || left(text, 200000))) stored
);
create index message_case on message (case_id, id);
create index message_search on message using gin (search);

create table attachment (
    id         uuid primary key,
    message_id uuid   not null references message (id),
    case_id    uuid   not null references cases (id),
    file_id    uuid   not null references file (id),
    name       text   not null,
    type       text   not null,
    size       bigint not null,
    content_id text
);
create index attachment_case on attachment (case_id);
