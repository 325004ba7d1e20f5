-- 500 MB of a person's files are 260,000 rows of the storage, and a disconnect or the end of an account has seconds. So these
-- only end the files, with the twenty rows that say whose they are; the bytes go one file at a time, with whoever tidies up.

-- A mailbox that is disconnected takes with it what was to be sent from it and what was found in it: to everybody who asks, a
-- file that ended before all time is not there. What has expired is left alone, since it may be on its way out just now.
create or replace function forget_files() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  update public.stored_file set expires_at = '-infinity', secret = null
  where user_id = new.user_id and expires_at > now();
  return null;
end
$$;

-- What has ended stays so, also for a version before this one that runs still and does not look.
create function stay_ended() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  new.expires_at := '-infinity';
  new.whole := false;
  return new;
end
$$;

create trigger stay_ended before update on stored_file for each row
  when (old.expires_at = '-infinity') execute function stay_ended();

-- A part is of its file's user, whoever that comes to be.
alter table stored_file add unique (id, user_id);
alter table file_part alter column user_id drop not null;
alter table file_part add foreign key (file_id, user_id) references stored_file (id, user_id)
  on update cascade on delete cascade;

-- Whose data key is destroyed has no files any more: these are nobody's from then on, and nothing tells whose they were. Still
-- none can be begun for whom there is no key, however late.
alter table stored_file alter column user_id drop not null;
alter table stored_file drop constraint stored_file_user_id_fkey;
alter table stored_file add foreign key (user_id) references data_key (user_id) on delete set null;

create function disown_file() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  new.name := '';
  new.content_type := '';
  new.command_id := null;
  new.secret := null;
  new.expires_at := '-infinity';
  return new;
end
$$;

create trigger disown_file before update of user_id on stored_file for each row
  when (new.user_id is null) execute function disown_file();

-- How much there is of everybody, as it was counted last: whoever brings a file looks here, and not at all files.
create table file_total (
  one        boolean primary key default true check (one),
  files      bigint not null,
  bytes      bigint not null,
  counted_at timestamptz not null
);

insert into file_total (files, bytes, counted_at) values (0, 0, now());

-- It is nobody's. But a version before this one does not start beside a table without a policy that it does not know.
alter table file_total enable row level security;
alter table file_total force row level security;
create policy everybody on file_total to errand_api, errand_worker using (true);

grant select on file_total to errand_api, errand_worker;
grant update on file_total to errand_api;
