-- What is kept of commands that failed or whose end is not known, as long as done keeps their results: so
-- that an operator can look at them, and a replay goes on from there and repeats nothing. Written only when a
-- command ends badly; one that succeeds never touches it.

-- A command and all its replays have one row, by the first one's id: effects are known at the provider by that.
create table dead_letter (
  number      bigint generated always as identity primary key,
  user_id     text not null,
  origin      text not null,
  -- The one that ended last, the first or a replay, and how many replays ended here too.
  command_id  text not null,
  replays     integer not null default 0,
  topic       text not null,
  part        integer not null,
  off         bigint not null,
  operation   text not null,
  priority    smallint not null,
  status      text not null,
  code        text not null,
  payload     bytea not null,
  -- Its rows of attempt, which a replay begins with.
  steps       jsonb not null,
  accepted_at timestamptz not null,
  ended_at    timestamptz not null,
  day         date not null,
  -- The replay that took over from this end. Set once for each end: this is what makes a second one impossible.
  replayed_by text,
  replayed_at timestamptz,
  unique (user_id, origin)
);

create index dead_letter_ended on dead_letter (ended_at);

-- The command that a pending one replays; nearly always null.
alter table pending add column replays text;
