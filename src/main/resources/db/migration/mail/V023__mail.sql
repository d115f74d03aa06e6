-- Every mail that came, as it came, before anybody read it.
create table incoming_mail (
    id           uuid primary key,
    content_hash bytea       not null unique check (length(content_hash) = 32),
    message_id   text,
    clash        boolean     not null default false,
    sender       text,
    recipients   text[]      not null,
    peer         text        not null,
    received_at  timestamptz not null,
    file_id      uuid        not null references file (id),
    state        text        not null check (state in ('waiting', 'filed', 'aside', 'unreadable', 'dropped')),
    kind         text        not null default '',
    subject      text        not null default '',
    from_text    text        not null default '',
    why          text        not null default '',
    case_id      uuid,
    attempts     int         not null default 0,
    handled_at   timestamptz
);
create index incoming_mail_waiting on incoming_mail (received_at) where state = 'waiting';
create index incoming_mail_to_look_at on incoming_mail (received_at) where state in ('aside', 'unreadable');
create index incoming_mail_message_id on incoming_mail (message_id) where message_id is not null;

-- Every mail we send, with the id it will always have.
create table outgoing_mail (
    id         uuid primary key,
    message_id text        not null unique,
    case_id    uuid,
    about      uuid,
    recipient  text        not null,
    sender     text,
    subject    text        not null,
    raw        bytea       not null,
    state      text        not null check (state in ('queued', 'sent', 'unknown', 'failed', 'bounced')),
    reply      text        not null default '',
    created_at timestamptz not null,
    sent_at    timestamptz
);
create index outgoing_mail_case on outgoing_mail (case_id);
create index outgoing_mail_about on outgoing_mail (about) where about is not null;
create index outgoing_mail_trouble on outgoing_mail (created_at) where state in ('unknown', 'failed', 'bounced');
