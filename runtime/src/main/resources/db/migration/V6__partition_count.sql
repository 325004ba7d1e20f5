-- How many partitions a topic has, and had. When a topic grows, commands that were sent before lie where their
-- users belonged then; until all of them are over, the earlier count stays here, and what those users sent
-- since waits.
create table partition_count (
  topic text not null,
  count integer not null,
  since timestamptz not null,
  primary key (topic, count)
);
