-- Who is signed in to the pages (Spring Session's tables). The id is the hash of what the browser has, so that a copy of this
-- table opens no session. There is nobody to act for before a session is found: the API does that on a duty of its own.
create table spring_session (
  primary_id text not null primary key,
  session_id text not null,
  creation_time bigint not null,
  last_access_time bigint not null,
  max_inactive_interval int not null,
  expiry_time bigint not null,
  principal_name text
);

create unique index spring_session_ix1 on spring_session (session_id);
create index spring_session_ix2 on spring_session (expiry_time);
create index spring_session_ix3 on spring_session (principal_name);

create table spring_session_attributes (
  session_primary_id text not null references spring_session (primary_id) on delete cascade,
  attribute_name text not null,
  attribute_bytes bytea not null,
  primary key (session_primary_id, attribute_name)
);

alter table spring_session enable row level security;
alter table spring_session force row level security;
alter table spring_session_attributes enable row level security;
alter table spring_session_attributes force row level security;

create policy of_browsers on spring_session to errand_api
  using ((select acting_duty()) = 'sessions');
create policy of_browsers on spring_session_attributes to errand_api
  using ((select acting_duty()) = 'sessions');

grant select, insert, update, delete on spring_session, spring_session_attributes to errand_api;
