-- What is broken and waits for somebody, and cases of nobody, are few among many.
create index promise_broken on promise (due, id) where state = 'broken' and next is null;
create index cases_of_nobody on cases (state, created_at, id) where owner is null;
