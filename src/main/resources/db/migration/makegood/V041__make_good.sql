-- What a customer gets when a word of a kind is broken.
create table make_good_policy (
    id           uuid primary key,
    name         text        not null,
    kind         text        not null,
    unit         uuid references unit (id),
    currency     text        not null check (length(currency) = 3),
    fixed        bigint      not null check (fixed >= 0),
    days         int[]       not null,
    amounts      bigint[]    not null,
    working_days boolean     not null,
    cap          bigint check (cap > 0),
    exclusions   text[]      not null,
    payer        uuid references unit (id),
    source       text        not null,
    since        timestamptz not null,
    ended_at     timestamptz,
    check (cardinality(days) = cardinality(amounts))
);
-- one rule for each kind and unit at a time
create unique index make_good_policy_one on make_good_policy (kind, coalesce(unit, '00000000-0000-0000-0000-000000000000'))
    where ended_at is null;

create table make_good (
    id          uuid primary key,
    chain       uuid        not null unique references promise (id),
    promise     uuid        not null references promise (id),
    customer_id uuid        not null,
    unit        uuid        not null references unit (id),
    payer       uuid        not null references unit (id),
    policy      uuid references make_good_policy (id),
    name        text        not null,
    late_from   timestamptz not null,
    state       text        not null check (state in ('growing', 'owed', 'paid', 'excluded')),
    currency    text        not null,
    total       bigint      not null check (total >= 0),
    reason      text,
    evidence    text,
    paid_at     timestamptz,
    payment     text,
    since       timestamptz not null,
    version     int         not null,
    head        bytea       not null check (length(head) = 32)
);
create index make_good_customer on make_good (customer_id);
create index make_good_state on make_good (state, since, id);

-- The key is what makes a grant happen once: a miss of a link, a day of delay, an addition.
create table make_good_part (
    make_good uuid        not null references make_good (id),
    key       text        not null,
    minor     bigint      not null check (minor > 0),
    earned_at timestamptz not null,
    primary key (make_good, key)
);

-- What people add: at once within their own limit, else when a second person agrees.
create table make_good_addition (
    id         uuid primary key,
    make_good  uuid        not null references make_good (id),
    minor      bigint      not null check (minor > 0),
    reason     text        not null,
    asked_by   uuid        not null references person (id),
    asked_at   timestamptz not null,
    decided_by uuid references person (id),
    decided_at timestamptz,
    granted    boolean,
    check (granted is not true or decided_by is not null)
);
create index make_good_addition_open on make_good_addition (asked_at) where granted is null;

-- How much each role may add without asking, in the smallest unit of the house's currency.
create table make_good_limit (
    role     text primary key,
    currency text   not null,
    minor    bigint not null check (minor >= 0)
);
insert into make_good_limit values ('agent', 'EUR', 2000), ('lead', 'EUR', 10000);
