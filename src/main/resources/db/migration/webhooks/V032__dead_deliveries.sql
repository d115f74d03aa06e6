-- Why a delivery was given up, and the few that were, for the page that lists them.
alter table webhook_delivery add column trouble text;
create index webhook_delivery_dead on webhook_delivery (dead_at) where dead_at is not null;
