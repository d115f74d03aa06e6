-- The counts beside the case list, from the index alone.
create index cases_open_counts on cases (unit, our_move, owner) where state = 'open';
