-- Which command ids were used over HTTP, and for what: the same id with another content is refused, the
-- same call repeated is answered alike. What becomes of a command is in the journal.
create table acceptance (
  user_id      text not null,
  command_id   text not null,
  operation    text not null,
  -- SHA-256 of the request with its names sorted.
  fingerprint  bytea not null,
  accepted_at  timestamptz not null default now(),
  -- Null until Kafka has confirmed the command: until then a repeated call publishes it again, and the
  -- journal drops the second one.
  published_at timestamptz,
  primary key (user_id, command_id)
);

create index acceptance_age on acceptance using brin (accepted_at);
