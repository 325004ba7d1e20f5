-- Files that are too large for Kafka, for a day or so: what a person uploaded to be sent, and what is there for them to
-- download. Nothing of a file opens without its user's data key.
create table stored_file (
  id           uuid primary key,
  -- Goes with the key, however late somebody began to write it.
  user_id      text not null references data_key (user_id) on delete cascade,
  purpose      text not null check (purpose in ('upload', 'download')),
  -- What may use an upload, once one does; what a download was made by. By its effects' name, so that a replay has it too.
  command_id   text,
  name         text not null,
  content_type text not null,
  size         bigint not null, -- of what is not whole: what was announced
  whole        boolean not null default false,
  secret       bytea,           -- where it is being sent to
  made_at      timestamptz not null default now(),
  expires_at   timestamptz not null
);

create index stored_file_of_user on stored_file (user_id);
create index stored_file_expires on stored_file (expires_at);
-- A command that runs again has the download of its run before.
create unique index stored_file_once on stored_file (user_id, command_id) where purpose = 'download';

create table file_part (
  file_id uuid not null references stored_file (id) on delete cascade,
  number  int not null,
  user_id text not null,
  sealed  bytea not null,
  primary key (file_id, number)
);

-- What is sealed does not get smaller.
alter table file_part alter column sealed set storage external;

alter table stored_file enable row level security;
alter table stored_file force row level security;
alter table file_part enable row level security;
alter table file_part force row level security;

create policy own on stored_file to errand_api, errand_worker
  using (user_id = (select acting_user()));
create policy to_tidy on stored_file to errand_api
  using ((select acting_duty()) = 'tidy');
create policy own on file_part to errand_api, errand_worker
  using (user_id = (select acting_user()));

grant select, insert, update, delete on stored_file to errand_api, errand_worker;
grant select, insert on file_part to errand_api, errand_worker;

-- A mailbox that is disconnected takes with it what was to be sent from it and what was found in it. Whoever writes a part
-- of a file that went finds no file to write to.
create function forget_files() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  delete from public.stored_file where user_id = new.user_id;
  return null;
end
$$;

create trigger forget_files after update of state on connection for each row
  when (new.state = 'disconnected' and old.state <> 'disconnected' and new.provider = 'microsoft')
  execute function forget_files();
