-- What was said in a call, or left as a message: two tracks, kept in parts of a megabyte, so that no program ever holds a
-- whole one in memory.
create table recording (
    id       uuid primary key,
    contact  uuid        not null references contact (id),
    kind     text        not null check (kind in ('call', 'message')),
    consent  text        not null check (consent in ('announced', 'agreed', 'left')),
    state    text        not null check (state in ('running', 'kept', 'failed', 'erased')),
    began_at timestamptz not null,
    millis   bigint      not null default 0,
    bytes    bigint      not null default 0,
    erase_at timestamptz not null,
    trouble  text        not null default ''
);
create index recording_contact on recording (contact);
create index recording_erase on recording (erase_at) where state = 'kept';
create index recording_running on recording (began_at) where state = 'running';

create table recording_part (
    recording uuid not null references recording (id),
    part      int  not null,
    file      uuid not null references file (id),
    primary key (recording, part)
);

-- Moments in it: a pause, a hold, another agent.
create table recording_mark (
    recording uuid   not null references recording (id),
    millis    bigint not null,
    what      text   not null check (length(what) between 1 and 100),
    primary key (recording, millis, what)
);

-- Who listened, and why; it opens the recording to him for an hour.
create table recording_hearing (
    recording uuid        not null references recording (id),
    person    uuid        not null references person (id),
    reason    text        not null check (length(reason) between 1 and 200),
    at        timestamptz not null,
    primary key (recording, person, at)
);
