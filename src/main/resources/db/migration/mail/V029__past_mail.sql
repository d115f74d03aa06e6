-- A letter of an old mailbox: when it was written, and whether its case may stay open. Null for mail that is new.
alter table incoming_mail add column written_at timestamptz;
alter table incoming_mail add column stays_open boolean not null default false;
