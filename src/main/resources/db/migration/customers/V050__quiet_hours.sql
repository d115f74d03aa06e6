-- When a customer wants no news, as his own clock shows it; nothing in both columns means never.
alter table customer add column quiet_from time default '21:00';
alter table customer add column quiet_until time default '08:00';
