-- A check of a date reads the latest of a kind, of one unit or of all.
create index promise_achieved_unit on promise (unit, kind, given_at) where level = 0;
create index promise_achieved_kind on promise (kind, given_at) where level = 0;
create index past_promise_kind on past_promise (kind, given_at);
