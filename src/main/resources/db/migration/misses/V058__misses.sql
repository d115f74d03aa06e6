-- Why words are broken, as data: a reason has one key. One that is no longer offered keeps its row.
create table miss_reason (
    code    text primary key,
    key     smallint unique check (key between 0 and 9),
    words   text not null check (length(words) between 1 and 60)
);
insert into miss_reason (code, key, words) values
    ('forgotten', 1, 'Forgotten'),
    ('load', 2, 'Too much to do'),
    ('part', 3, 'Part or goods missing'),
    ('unit', 4, 'Another unit was late'),
    ('supplier', 5, 'Supplier or carrier was late'),
    ('customer', 6, 'Customer not reached or not ready'),
    ('outage', 7, 'Fault or outage'),
    ('wrong', 8, 'Could never be kept'),
    ('absence', 9, 'Ill or absent'),
    ('other', 0, 'Something else');

-- The reason that somebody chose for a missed word; the history of the word tells every choice.
create table miss (
    promise uuid primary key references promise (id),
    reason  text        not null references miss_reason (code),
    by      uuid        not null references person (id),
    at      timestamptz not null
);
