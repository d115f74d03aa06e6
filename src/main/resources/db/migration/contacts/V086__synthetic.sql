-- The house calls itself to see whether it can be reached: nobody is there, and it counts nowhere.
alter table contact add column synthetic boolean not null default false;
create index contact_line on contact (line, arrived_at);
