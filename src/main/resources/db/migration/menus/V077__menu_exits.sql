-- How callers left a menu; what their call was about is said by the agent when it is over.
create table menu_exit (
    contact uuid primary key,
    menu    uuid        not null references menu (id),
    place   text        not null,
    how     text        not null check (how in ('zero', 'no input', 'wrong key', 'key')),
    at      timestamptz not null
);
create index menu_exit_menu on menu_exit (menu, at);
