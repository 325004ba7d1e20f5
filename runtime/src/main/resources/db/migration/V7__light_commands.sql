-- A large command waits in memory without its data. This is what is read of it until it runs; absent where
-- the payload itself is small.
alter table pending add column light bytea;
