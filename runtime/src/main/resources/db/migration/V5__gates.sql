-- Pauses that hold for many users, of a workspace or of everyone (gate ''), and outlive their owner. Few rows, written
-- once for a pause; those that are over are removed with the next.
create table gate (
  topic      text not null,
  part       integer not null,
  gate       text not null,
  not_before timestamptz not null,
  cause      text not null,
  primary key (topic, part, gate)
);
