-- When a unit gets its sheets by mail: 'calendar' is the first or last working minute, 'off' never, else a time on the wall.
-- The house itself has the id of zeros.
create table sheet_hours (
    place   uuid primary key,
    morning text not null check (morning in ('calendar', 'off') or morning ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    evening text not null check (evening in ('calendar', 'off') or evening ~ '^([01][0-9]|2[0-3]):[0-5][0-9]$'),
    monthly boolean not null default true
);

-- Each sheet leaves once for a day, whatever happens to timers.
create table sheet_sent (
    place uuid        not null,
    sheet text        not null check (sheet in ('morning', 'evening', 'month')),
    day   date        not null,
    at    timestamptz not null,
    primary key (place, sheet, day)
);

-- What was kept, broken and told on a day, among many.
create index promise_delivered_at on promise (delivered_at) where delivered_at is not null;
create index promise_broken_at on promise (broken_at) where broken_at is not null;
create index promise_warned_at on promise (warned_at) where warned_at is not null;
