-- Ways into the telephone network besides our own SIP. The address of these is that of a web server, the account and the secret are ours there.
alter table trunk add column kind text not null default 'sip' check (kind in ('sip', 'asterisk', 'cpaas'));
-- the Stasis application of an Asterisk, and whom it dials to reach a number
alter table trunk add column app text not null default '';
alter table trunk add column endpoint text not null default '';
