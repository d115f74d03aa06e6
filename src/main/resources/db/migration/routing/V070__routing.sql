-- Where people wait for people: one queue for each sort of matter.
create table queue (
    id                 uuid primary key,
    name               text not null unique check (length(name) between 1 and 60),
    unit               uuid not null references unit (id),
    skills             text[] not null default '{}',
    goal_share         int  not null default 80 check (goal_share between 1 and 100),
    goal_seconds       int  not null default 20 check (goal_seconds between 1 and 3600),
    last_agent_seconds int  not null default 20 check (last_agent_seconds between 0 and 600),
    widen_seconds      int  not null default 40 check (widen_seconds between 0 and 3600),
    ring_seconds       int  not null default 20 check (ring_seconds between 5 and 120),
    limit_seconds      int  not null default 600 check (limit_seconds between 30 and 7200),
    at_limit           text not null default 'callback' check (at_limit in ('callback', 'wait')),
    wrap_up_seconds    int  not null default 20 check (wrap_up_seconds between 0 and 3600)
);

-- What somebody at the telephone does now; one row for each who ever came to it.
create table agent (
    person   uuid primary key references person (id),
    state    text not null check (state in ('off', 'free', 'away', 'offered', 'talking', 'wrapUp')),
    reason   text,
    since    timestamptz not null,
    until    timestamptz,
    contact  uuid
);
create index agent_wrap_up on agent (until) where state = 'wrapUp';

create table agent_skill (
    person uuid not null references person (id),
    skill  text not null check (length(skill) between 1 and 40),
    primary key (person, skill)
);
