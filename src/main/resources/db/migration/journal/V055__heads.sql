-- The key with which this house signs the head of its journal; made once.
create table journal_key (
    id      int primary key check (id = 1),
    secret  bytea not null,
    public  bytea not null
);

-- Every hour: the root of a hash tree over the entries since the last head, chained to it and signed.
create table journal_head (
    number    bigint primary key,
    first_seq bigint      not null,
    last_seq  bigint      not null check (last_seq >= first_seq),
    rows      bigint      not null,
    root      bytea       not null check (length(root) = 32),
    at        timestamptz not null,
    hash      bytea       not null check (length(hash) = 32),
    signature bytea       not null check (length(signature) = 64)
);
create trigger journal_head_append_only before update or delete on journal_head
    for each row execute function journal_is_append_only();
create trigger journal_head_no_truncate before truncate on journal_head
    for each statement execute function journal_is_append_only();
