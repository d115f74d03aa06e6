-- One conversation by telephone, from the first ring to its end; a row says where it stands, its history how it came there.
create table contact (
    id             uuid primary key,
    direction      text        not null check (direction in ('in', 'out')),
    line           text        not null,
    number         text        not null,
    display        text        not null,
    customer       uuid references customer (id),
    case_id        uuid references cases (id),
    queue          uuid references queue (id),
    state          text        not null,
    place          text        not null default '',
    agent          uuid references person (id),
    priority       int         not null default 0,
    priority_why   text        not null default '',
    arrived_at     timestamptz not null,
    entered_at     timestamptz,
    waiting_since  timestamptz,
    talked_at      timestamptz,
    since          timestamptz not null,
    ended_at       timestamptz,
    told_wait      int,
    hold_reason    text        not null default '',
    hold_until     timestamptz,
    outcome        text        not null default '',
    wrap_up        text        not null default '',
    follows        uuid references contact (id),
    attempt        int         not null default 0,
    tries          int         not null default 0,
    next_try_at    timestamptz,
    promise        uuid references promise (id),
    host           uuid        not null,
    version        int         not null default 0,
    position       int         not null,
    head           bytea       not null check (length(head) = 32),
    -- a conversation that was cut off is rung back once, whoever notices it
    unique (follows, attempt)
);
create index contact_live on contact (host) where ended_at is null;
create index contact_waiting on contact (queue, entered_at) where state = 'queued';
create index contact_owed on contact (next_try_at) where state = 'callbackOwed';
create index contact_customer on contact (customer, arrived_at);
create index contact_number on contact (number, arrived_at);
create index contact_case on contact (case_id) where case_id is not null;
create index contact_arrived on contact (arrived_at);
create index contact_ended on contact (state, ended_at) where ended_at is not null;
create index contact_talked on contact (queue, talked_at) where talked_at is not null;

-- The programs that hold calls; one whose lease ran out is dead, and another takes over what it left.
create table host (
    id          uuid primary key,
    lives_until timestamptz not null
);

-- What calls are about, as data: an agent chooses one with a key when a call is over.
create table wrap_up_reason (
    code  text primary key,
    key   smallint unique check (key between 0 and 9),
    words text not null check (length(words) between 1 and 60)
);
insert into wrap_up_reason (code, key, words) values
    ('question', 1, 'A question, answered'),
    ('order', 2, 'An order'),
    ('appointment', 3, 'An appointment'),
    ('fault', 4, 'Something does not work'),
    ('bill', 5, 'A bill or payment'),
    ('promise', 6, 'A word of ours'),
    ('complaint', 7, 'A complaint'),
    ('leaving', 8, 'Wants to leave us'),
    ('wrong', 9, 'Wrong number'),
    ('other', 0, 'Something else');
