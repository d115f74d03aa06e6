-- What calls out cost a minute, as the owner tells us, and what may be spent on them in a day.
alter table telephone add column price_home numeric(8, 4) not null default 0.05 check (price_home >= 0);
alter table telephone add column price_elsewhere numeric(8, 4) not null default 0.50 check (price_elsewhere >= 0);
alter table telephone add column spend_a_day numeric(10, 2) not null default 100 check (spend_a_day >= 0);

-- What was spent on calls out on a day, with what calls that still run may come to.
create table call_spending (
    day   date primary key,
    spent numeric(14, 4) not null default 0
);
