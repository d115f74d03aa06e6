-- Chains that moved, so that what a node holds of them in memory can follow. A row is seen once its transaction has
-- ended, however late: the number of the transaction tells which rows are new, a sequence could not.
create table word_change (
    chain uuid not null,
    xact  xid8 not null default pg_current_xact_id()
);
create index word_change_xact on word_change (xact);

create function chains_that_moved() returns trigger language plpgsql as $$
begin
    insert into word_change (chain) select distinct chain from moved;
    return null;
end $$;
create trigger promise_given after insert on promise
    referencing new table as moved for each statement execute function chains_that_moved();
create trigger promise_moved after update on promise
    referencing new table as moved for each statement execute function chains_that_moved();
