-- How likely the word was called when it was given, so that it shows later how well that is known. Empty where too little
-- was known then. Like all that was first said it never changes.
alter table promise add column chance double precision check (chance between 0 and 1);
create function promise_chance_stays() returns trigger language plpgsql as $$
begin
    if old.chance is distinct from new.chance then
        raise exception 'how likely a word was called when it was given never changes' using errcode = 'restrict_violation';
    end if;
    return new;
end $$;
create trigger promise_chance before update of chance on promise
    for each row execute function promise_chance_stays();
