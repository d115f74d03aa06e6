-- News that a word may be late: whom it concerns, until when he must be told, and how he was.
create table warning (
    id         uuid primary key,
    promise    uuid        not null unique references promise (id),
    customer   uuid        not null,
    raised_at  timestamptz not null,
    tell_by    timestamptz not null,
    new_due    timestamptz,
    state      text        not null check (state in ('waiting', 'told', 'moot')),
    reason     text        check (length(reason) <= 500),
    told_at    timestamptz,
    told_by    uuid references person (id),
    told_how   text        check (length(told_how) <= 500),
    late       boolean     not null default false,
    check ((state = 'told') = (told_at is not null))
);
create index warning_waiting on warning (customer) where state = 'waiting';
