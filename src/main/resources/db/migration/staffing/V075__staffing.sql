-- What came to a line in each quarter of an hour.
create table arrival (
    unit            uuid not null references unit (id),
    queue           text not null check (length(queue) between 1 and 60),
    interval_start  timestamptz not null,
    offered         int not null default 0 check (offered >= 0),
    handled         int not null default 0 check (handled >= 0),
    abandoned       int not null default 0 check (abandoned >= 0),
    talk_seconds    int not null default 0 check (talk_seconds >= 0),
    wrap_up_seconds int not null default 0 check (wrap_up_seconds >= 0),
    primary key (unit, queue, interval_start)
);
