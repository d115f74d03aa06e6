-- How often each line is called by the house itself, and how that went lately.
create table reach_line (
    line    text primary key,
    minutes int         not null default 15 check (minutes between 0 and 1440),
    next_at timestamptz not null,
    turn    int         not null default 0,
    -- checks in a row that were well, or below zero those that were not
    streak  int         not null default 0
);

create table reach_check (
    id            uuid primary key,
    line          text        not null,
    at            timestamptz not null,
    took_millis   int         not null,
    calls         int         not null,
    answer_millis int,
    sound_millis  int,
    fault         text        not null
);
create index reach_check_line on reach_check (line, at);

create table reach_step (
    check_id uuid not null references reach_check (id) on delete cascade,
    place    int  not null,
    what     text not null,
    expected text not null,
    heard    text not null,
    score    real,
    ok       boolean not null,
    millis   int  not null,
    primary key (check_id, place)
);

-- What happened to real callers of a line in a whole hour.
create table reach_hour (
    line       text        not null,
    hour       timestamptz not null,
    calls      int         not null,
    rang       int         not null,
    unanswered int         not null,
    dropped    int         not null,
    abandoned  int         not null,
    primary key (line, hour)
);
