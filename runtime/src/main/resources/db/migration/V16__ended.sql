-- A connection that was ended tells no more whose account it was: nothing but the account's own id, which keeps its
-- versions from being used twice. The table is forced for its owner, too, who acts for everybody here.
alter table connection no force row level security;
update connection set workspace = null, scopes = '{}', facts = '{}' where state = 'disconnected';
alter table connection force row level security;
