-- A caller who waits too long may be put through to a number outside the house.
alter table queue drop constraint queue_at_limit_check;
alter table queue add constraint queue_at_limit_check check (at_limit in ('callback', 'message', 'overflow', 'outside', 'wait'));
alter table queue add column outside text not null default '';
alter table queue add constraint queue_outside_check check ((at_limit = 'outside') = (outside <> ''));
