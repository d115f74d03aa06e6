-- One row for each thing that happened. Rows of a stream form a hash chain; seals form one over all rows.
create table journal (
    seq      bigint generated always as identity primary key,
    stream   uuid        not null,
    position int         not null check (position > 0),
    kind     text        not null,
    actor    text        not null,
    at       timestamptz not null,
    body     text        not null,
    hash     bytea       not null check (length(hash) = 32),
    unique (stream, position)
);

create table journal_seal (
    number     bigint primary key,
    first_seq  bigint      not null,
    last_seq   bigint      not null,
    rows       bigint      not null,
    at         timestamptz not null,
    hash       bytea       not null check (length(hash) = 32)
);

create function journal_is_append_only() returns trigger language plpgsql as $$
begin
    raise exception 'the journal is append-only: write what happened next instead' using errcode = 'restrict_violation';
end $$;
create trigger journal_append_only before update or delete on journal
    for each row execute function journal_is_append_only();
create trigger journal_no_truncate before truncate on journal
    for each statement execute function journal_is_append_only();
create trigger journal_seal_append_only before update or delete on journal_seal
    for each row execute function journal_is_append_only();
create trigger journal_seal_no_truncate before truncate on journal_seal
    for each statement execute function journal_is_append_only();
