-- What happens on a line outside the hours of its unit.
alter table line add column after_hours text not null default 'same' check (after_hours in ('same', 'message', 'menu'));
alter table line add column closed_menu uuid;
alter table line add check ((after_hours = 'menu') = (closed_menu is not null));
