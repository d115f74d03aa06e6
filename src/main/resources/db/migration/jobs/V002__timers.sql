-- One row for each thing that must happen at a time; gone in the transaction in which it happened.
create table timer (
    kind     text        not null,
    subject  uuid        not null,
    due_at   timestamptz not null,
    attempts int         not null default 0,
    trouble  text,
    primary key (kind, subject)
);
create index timer_due on timer (due_at);
