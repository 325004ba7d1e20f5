-- People's connections to their own accounts. Nothing here opens without the user's data key, and that key
-- not without the key service: a dump of these tables holds no token.

-- One row for each account a user ever connected; it stays after a disconnect, without its tokens.
create table connection (
  id             uuid primary key,
  user_id        text not null,
  provider       text not null,
  account        text not null,
  workspace      text,
  scopes         text[] not null,
  facts          jsonb not null,
  state          text not null check (state in ('active', 'reconnect_needed', 'disconnected')),
  cause          text,
  -- Part of what the tokens are sealed for: an old ciphertext put back into a newer row does not open.
  version        bigint not null,
  access_token   bytea,
  refresh_token  bytea,
  expires_at     timestamptz,
  refresh_due_at timestamptz,
  refreshed_at   timestamptz,
  changed_at     timestamptz not null,
  -- What errand.connections knows. Behind version for as long as a change still has to be announced.
  announced      bigint not null default 0,
  unique (user_id, provider, account),
  check ((state = 'active') = (access_token is not null)),
  check ((state = 'reconnect_needed') = (cause is not null)),
  check (state = 'active' or refresh_token is null)
);

-- A provider account works for one user at a time, however many try at once.
create unique index connection_account_once on connection (provider, account) where state <> 'disconnected';

-- A command names a user and a provider, so there is one connection it can mean.
create unique index connection_live_once on connection (user_id, provider) where state <> 'disconnected';

-- The refresher asks every few seconds what is due, the oldest first.
create index connection_refresh_due on connection (refresh_due_at) where state = 'active' and refresh_due_at is not null;

-- Nearly always empty: what a crash kept from being announced.
create index connection_unannounced on connection (changed_at) where announced <> version;

-- Who refreshes a connection now. Apart from the connection, so that taking a lease does not rewrite tokens.
-- No owner but a time: the last try failed, and nobody is to try before then.
create table refresh_lease (
  connection_id uuid primary key references connection (id) on delete cascade,
  owner         text,
  epoch         bigint not null,
  until         timestamptz not null
);

-- Each user's data key, wrapped by the key service. Without its row, all the user's tokens are gone for ever,
-- also those in backups of the other tables.
create table data_key (
  user_id    text primary key,
  wrapped    text not null,
  created_at timestamptz not null default now()
);

-- Consents that wait for the person in the browser. Of state and binding only the hashes are kept.
create table consent_flow (
  state_hash         text primary key,
  id                 uuid not null unique,
  binding_hash       text not null,
  user_id            text not null,
  provider           text not null,
  verifier           bytea,
  issuer             text not null,
  authorize_endpoint text not null,
  token_endpoint     text not null,
  redirect           text not null,
  expires_at         timestamptz not null
);

create index consent_flow_expires on consent_flow (expires_at);
