-- What somebody of the house spoke himself; it is heard in place of any machine.
create table prompt_recording (
    name     text primary key,
    language text        not null,
    says     text        not null check (length(says) between 1 and 600),
    file     uuid        not null references file (id),
    by       uuid        not null references person (id),
    at       timestamptz not null
);
