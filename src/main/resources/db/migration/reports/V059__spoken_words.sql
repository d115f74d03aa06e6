-- What our people said to customers that they would do, as the catcher read it in what went out; `dated` if it named a
-- time, or if its writer recorded a word on the case within ten minutes. The words themselves stay in the message.
create table spoken_word (
    message uuid        not null references message (id),
    place   int         not null,
    case_id uuid        not null references cases (id),
    unit    uuid        not null references unit (id),
    kind    text        not null,
    giver   text        not null,
    channel text        not null,
    dated   boolean     not null,
    at      timestamptz not null,
    primary key (message, place)
);
create index spoken_word_at on spoken_word (at);

-- Up to which message they have been read.
create table spoken_until (
    one     boolean primary key default true check (one),
    message uuid not null
);
insert into spoken_until (message) values ('00000000-0000-0000-0000-000000000000');
