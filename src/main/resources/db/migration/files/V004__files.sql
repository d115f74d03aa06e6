-- Files stand in the database: one commit, one backup, and every node sees them.
create table file (
    id         uuid primary key,
    sha256     bytea       not null check (length(sha256) = 32),
    size       bigint      not null,
    content    bytea       not null,
    created_at timestamptz not null
);
alter table file alter column content set storage external;
