-- What turned a line red: callers cut off, a call of our own that failed, or signs that something is wrong.
alter table line_incident add column cause text not null default 'drops' check (cause in ('drops', 'check', 'signals'));
alter table line_incident add column why text not null default '';
