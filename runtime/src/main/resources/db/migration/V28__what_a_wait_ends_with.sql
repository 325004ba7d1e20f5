-- What the command in front ends with if it is given up while it waits, where its operation knows better than the engine:
-- a problem as it is told. Empty as before, and for who does not know of it.
alter table park add column otherwise text;
