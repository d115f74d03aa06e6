-- A second version that a share of callers hears, to see which serves better.
alter table menu add column trial int;
alter table menu add column trial_share int not null default 0 check (trial_share between 0 and 90);
alter table menu add check ((trial is null) = (trial_share = 0));
alter table menu_exit add column version int not null default 0;
