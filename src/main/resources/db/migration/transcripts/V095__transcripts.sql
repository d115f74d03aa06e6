-- What was said in a call, line by line: typed by the agent, or heard by a machine in a recording.
create table transcript_line (
    id         uuid primary key,
    contact    uuid        not null references contact (id),
    ours       boolean     not null,
    text       text        not null check (length(text) between 1 and 1000),
    at         timestamptz not null,
    recording  uuid references recording (id),
    millis     bigint check ((millis is null) = (recording is null)),
    confidence real,
    person     uuid references person (id),
    word       text        not null default 'open' check (word in ('open', 'given', 'none')),
    promise    uuid references promise (id)
);
create index transcript_line_contact on transcript_line (contact, at);
create index transcript_line_recording on transcript_line (recording) where recording is not null;

-- Recordings that a machine has listened to, or tried to.
create table listening (
    recording uuid primary key references recording (id),
    state     text        not null check (state in ('running', 'done', 'failed')),
    attempts  int         not null default 1,
    since     timestamptz not null,
    trouble   text        not null default ''
);
