-- What happens to who waits too long: also a message, or another queue.
alter table queue drop constraint queue_at_limit_check;
alter table queue add constraint queue_at_limit_check check (at_limit in ('callback', 'message', 'overflow', 'wait'));
alter table queue add column overflow uuid references queue (id);
