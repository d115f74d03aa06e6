-- What agents made of what was caught: a chip that was recorded, or sent away without. The catcher of this house learns
-- from the latest of them.
create table catch_correction (
    id       uuid        primary key,
    about    uuid        not null,
    sentence text        not null check (length(sentence) between 1 and 1000),
    accepted boolean     not null,
    person   uuid        not null,
    at       timestamptz not null
);
create index catch_correction_at on catch_correction (at desc);
create index catch_correction_about on catch_correction (about);
