-- Whether the house shows its word to everybody.
create table our_word (
    one        boolean primary key default true check (one),
    shown      boolean     not null,
    changed_at timestamptz not null
);
