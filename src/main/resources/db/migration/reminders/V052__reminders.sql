-- Words that a customer says we gave: found in our ledger, or not recorded and to be accepted or refuted.
create table reminder (
    id         uuid primary key,
    case_id    uuid        not null,
    message    uuid        not null,
    customer   uuid        not null,
    unit       uuid        not null references unit (id),
    sentence   text        not null check (length(sentence) <= 1000),
    kind       text        not null,
    named_due  timestamptz,
    at         timestamptz not null,
    state      text        not null check (state in ('matched', 'unrecorded', 'accepted', 'refuted')),
    promise    uuid references promise (id),
    decided_by uuid references person (id),
    decided_at timestamptz,
    reason     text check (length(reason) <= 500),
    unique (message, sentence),
    check ((state in ('matched', 'accepted')) = (promise is not null))
);
create index reminder_case on reminder (case_id);
create index reminder_unrecorded on reminder (unit, at) where state = 'unrecorded';
