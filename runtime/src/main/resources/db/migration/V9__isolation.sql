-- Whose rows a statement sees. The apps own nothing; each transaction of theirs says for whom it acts, and PostgreSQL
-- shows it nothing else. One that says nothing sees nothing, so a forgotten condition is no leak.

-- The roles the apps connect as. Where the owner of this schema may not make roles, the operator makes them first.
do $$
declare
  app text;
begin
  foreach app in array array['errand_api', 'errand_worker', 'errand_refresher'] loop
    if not exists (select from pg_roles where rolname = app) then
      begin
        execute format('create role %I nologin', app);
      exception when duplicate_object or unique_violation then
        null; -- another database of this server was faster
      end;
    end if;
  end loop;
end
$$;

-- The user whose rows this transaction is about; null if it named none.
create function acting_user() returns text language sql stable parallel safe
  return nullif(current_setting('errand.user', true), '');

-- What this transaction does for many users at once: journal, changes, refresh, tidy or operate; null if it is not such.
create function acting_duty() returns text language sql stable parallel safe
  return nullif(current_setting('errand.duty', true), '');

-- The hash of the one-time state that a browser brought back: who has the state may see its consent flow.
create function brought_state() returns text language sql stable parallel safe
  return nullif(current_setting('errand.state', true), '');

-- Forced: the owner of the tables, too, sees nothing without saying for whom.
do $$
declare
  of_users text;
begin
  foreach of_users in array array['connection', 'refresh_lease', 'data_key', 'consent_flow', 'acceptance', 'pending',
    'attempt', 'park', 'done', 'done_default', 'dead_letter'] loop
    execute format('alter table %I enable row level security', of_users);
    execute format('alter table %I force row level security', of_users);
  end loop;
end
$$;

-- Connections. Each question is asked once a statement, not once a row: that is what the inner select is for.
create policy own on connection to errand_api, errand_worker, errand_refresher
  using (user_id = (select acting_user()));
create policy to_tell_changes on connection for select to errand_api, errand_worker, errand_refresher
  using ((select acting_duty()) = 'changes');
create policy to_refresh on connection to errand_refresher
  using ((select acting_duty()) = 'refresh');
-- Whoever sees the connection sees its lease.
create policy of_connection on refresh_lease to errand_api, errand_worker, errand_refresher
  using (exists (select from connection where connection.id = connection_id));
create policy own on data_key to errand_api, errand_worker, errand_refresher
  using (user_id = (select acting_user()));
create policy own on consent_flow to errand_api
  using (user_id = (select acting_user()));
create policy brought on consent_flow to errand_api
  using (state_hash = (select brought_state()));
create policy to_tidy on consent_flow to errand_api, errand_worker, errand_refresher
  using ((select acting_duty()) = 'tidy');

grant select, insert, update on connection to errand_api;
grant select, update on connection to errand_worker, errand_refresher;
grant select, insert, update on refresh_lease to errand_worker, errand_refresher;
grant select, insert, delete on data_key to errand_api;
grant select on data_key to errand_worker, errand_refresher;
grant select, insert, delete on consent_flow to errand_api;
grant select (expires_at), delete on consent_flow to errand_worker, errand_refresher;

-- The API's own.
create policy own on acceptance to errand_api
  using (user_id = (select acting_user()));
create policy to_tidy on acceptance to errand_api
  using ((select acting_duty()) = 'tidy');

grant select, insert, update, delete on acceptance to errand_api;

-- The journal. A worker writes for many users in one transaction; what it may touch there is fenced by partition. The
-- API reads one user's rows, and an operator's those that ended badly.
create policy to_work on pending to errand_worker using ((select acting_duty()) = 'journal');
create policy to_work on attempt to errand_worker using ((select acting_duty()) = 'journal');
create policy to_work on park to errand_worker using ((select acting_duty()) = 'journal');
create policy to_work on done to errand_worker using ((select acting_duty()) = 'journal');
create policy to_work on dead_letter to errand_worker using ((select acting_duty()) = 'journal');

create policy own on pending for select to errand_api using (user_id = (select acting_user()));
create policy own on park for select to errand_api using (user_id = (select acting_user()));
create policy own on done for select to errand_api using (user_id = (select acting_user()));
create policy own on attempt for select to errand_api
  using (exists (select from pending
    where pending.topic = attempt.topic and pending.part = attempt.part and pending.off = attempt.off));
create policy to_operate on done for select to errand_api using ((select acting_duty()) = 'operate');
create policy to_operate on dead_letter for select to errand_api using ((select acting_duty()) = 'operate');

grant select, insert, update, delete on pending, attempt, park, done, dead_letter, gate to errand_worker;
grant select, insert, update on lane_owner, lane_position, partition_count to errand_worker;
grant select on pending, attempt, park, done, dead_letter, gate, lane_position, partition_count to errand_api;

-- The days of done are tables, which only the owner can make and drop. Nobody is granted anything on them: rows are
-- reached through done and its policies. What runs as the owner looks for names in the caller's temporary schema last.
create function make_day(day date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  name text := 'done_' || to_char(day, 'YYYYMMDD');
begin
  execute format('create table public.%I partition of public.done for values from (%L) to (%L)', name, day, day + 1);
  execute format('alter table public.%I enable row level security', name);
  execute format('alter table public.%I force row level security', name);
end
$$;

create function drop_days(before date) returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp as
$$
declare
  name text;
begin
  if before > current_date - 6 then
    raise exception 'the last days are not dropped' using errcode = 'insufficient_privilege';
  end if;
  for name in
    select child.relname from pg_catalog.pg_inherits
    join pg_catalog.pg_class child on child.oid = pg_inherits.inhrelid
    where pg_inherits.inhparent = 'public.done'::regclass and child.relname ~ '^done_[0-9]{8}$'
      and child.relname < 'done_' || to_char(before, 'YYYYMMDD')
  loop
    execute format('drop table public.%I', name);
  end loop;
end
$$;

revoke all on function make_day(date), drop_days(date) from public;
grant execute on function make_day(date), drop_days(date) to errand_worker;

-- The apps look at their start whether the tables are those they were built for.
grant select on flyway_schema_history to errand_api, errand_worker, errand_refresher;
