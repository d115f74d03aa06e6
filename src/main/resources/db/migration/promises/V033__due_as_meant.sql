-- What was meant is a time on the wall somewhere; the instant follows from it by rules that countries change. Empty where
-- a length of time was meant, and for words from before this table knew it.
alter table promise add column due_local timestamp;
alter table promise add column due_zone  text;
alter table promise add column tzdb      text;
alter table promise add constraint promise_due_as_meant
    check ((due_local is null) = (due_zone is null) and (due_local is null) = (tzdb is null));

-- The due time follows the rules of time zones and nothing else.
create or replace function promise_first_words_stay() returns trigger language plpgsql as $$
begin
    if (old.chain, old.level, old.kind, old.said_text, old.salt, old.giver, old.given_at, old.first_due, old.due_local, old.due_zone)
        is distinct from
       (new.chain, new.level, new.kind, new.said_text, new.salt, new.giver, new.given_at, new.first_due, new.due_local, new.due_zone)
       or (old.due is distinct from new.due and old.tzdb is not distinct from new.tzdb) then
        raise exception 'what was first said never changes: make the next link of the chain instead' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;

-- What moved because the rules of a time zone changed, for the page that lists it.
create table moved_due (
    promise_id uuid        not null references promise (id),
    tzdb       text        not null,
    zone       text        not null,
    before     timestamptz not null,
    after      timestamptz not null,
    at         timestamptz not null,
    primary key (promise_id, tzdb)
);
create index moved_due_at on moved_due (at desc);
