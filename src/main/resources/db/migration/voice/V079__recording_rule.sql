-- Whether calls are recorded, and for how long that is kept.
alter table telephone add column recording text not null default 'off'
    check (recording in ('off', 'announced', 'agreed'));
alter table telephone add column keep_days int not null default 90 check (keep_days between 1 and 3650);
