-- A menu has versions that never change; the live one is what callers hear.
create table menu (
    id      uuid primary key,
    name    text not null unique check (length(name) between 1 and 60),
    live    int,
    at      timestamptz not null
);

create table menu_version (
    menu    uuid not null references menu (id),
    number  int  not null check (number > 0),
    body    text not null,
    by      uuid not null references person (id),
    at      timestamptz not null,
    primary key (menu, number)
);
