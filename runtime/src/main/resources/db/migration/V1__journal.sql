-- The engine's journal. It, not the Kafka offset, is the truth about what was taken over and what ended.
-- No column that changes is indexed, and finished work is appended elsewhere instead of being marked:
-- measured at twice the throughput and less than half the WAL of one table with a state column.

-- Who may write for a partition. Changes only on takeover and release, so that every write can hold it
-- FOR SHARE and only a takeover has to wait. Owner and epoch are both checked.
create table lane_owner (
  topic text not null,
  part  integer not null,
  owner uuid,
  epoch bigint not null,
  clean boolean not null,
  since timestamptz not null,
  primary key (topic, part)
);

-- How far a partition is read, answered and published. Apart from its owner, because it changes all the
-- time; the low fillfactor keeps its updates on the page.
create table lane_position (
  topic         text not null,
  part          integer not null,
  next_offset   bigint,
  result_seq    bigint not null default 0,
  published_seq bigint not null default 0,
  primary key (topic, part)
) with (fillfactor = 20);

-- Commands that were taken over and have not ended. Rows are inserted and deleted, never changed.
create table pending (
  topic       text not null,
  part        integer not null,
  off         bigint not null,
  user_id     text not null,
  command_id  text not null,
  priority    smallint not null,
  payload     bytea not null,
  accepted_at timestamptz not null,
  primary key (topic, part, off)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_limit = 2000);

create unique index pending_command on pending (user_id, command_id);
create index pending_lane on pending (topic, part, user_id, priority, off);

-- START markers of effects and the outputs of finished steps. The step '' holds what a command took from
-- its user's limits without any effect.
create table attempt (
  topic      text not null,
  part       integer not null,
  off        bigint not null,
  step       text not null,
  epoch      bigint not null,
  started_at timestamptz not null,
  deadline   timestamptz not null,
  attempts   integer not null,
  decisive   boolean not null,
  intent     text not null,
  spent      text not null,
  output     text,
  primary key (topic, part, off, step)
) with (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_limit = 2000);

-- Waits long enough to outlive their owner.
create table park (
  topic      text not null,
  part       integer not null,
  user_id    text not null,
  priority   smallint not null,
  not_before timestamptz not null,
  cause      text not null,
  since      timestamptz not null,
  failures   integer not null,
  primary key (topic, part, user_id, priority)
);

-- What ended, with its result, for as long as a command may be sent a second time. Dropped by whole days.
create table done (
  topic          text not null,
  part           integer not null,
  seq            bigint not null,
  user_id        text not null,
  command_id     text not null,
  status         text not null,
  result         bytea not null,
  traceparent    text,
  requests       bigint not null,
  uploaded_bytes bigint not null,
  messages       bigint not null,
  recipients     bigint not null,
  finished_at    timestamptz not null,
  day            date not null,
  primary key (topic, part, seq, day)
) partition by range (day);

create index done_command on done (user_id, command_id);
-- Rows come in the order of their time, so a block range index is nearly free; it serves a new owner who
-- asks what was sent in the last minutes.
create index done_time on done using brin (finished_at) with (pages_per_range = 16);
-- Recipients of mails are limited by the day; few commands have any.
create index done_recipients on done (topic, part, finished_at) where recipients > 0;

-- Takes what comes when nobody made the day's table in time.
create table done_default partition of done default;
