-- What was done in each person's name, for good: rows are added and never changed or taken away. Each holds a hash of
-- itself and of the one before it of the same user, and the user's head says which is the last, so that a row that was
-- changed or is missing is found by whoever computes them again (VerifyAudit).

-- Who computes them again: sees the rows, and writes nothing.
do $$
begin
  if not exists (select from pg_roles where rolname = 'errand_auditor') then
    begin
      create role errand_auditor nologin;
    exception when duplicate_object or unique_violation then
      null; -- another database of this server was faster
    end;
  end if;
end
$$;

-- Names, numbers and words of a closed vocabulary only: it outlives what people wrote. Acts that concern no single user
-- have the empty user id.
create table audit (
  user_id        text collate "C" not null,
  seq            bigint not null,
  at             timestamptz not null,
  app            text not null, -- the role that wrote it, as the database knows it
  actor          text not null,
  act            text not null,
  provider       text,
  connection     text,
  version_before bigint,
  version        bigint,
  command_id     text,
  operation      text,
  step           text,
  detail         text,
  hash           bytea not null,
  primary key (user_id, seq)
);

-- The last row of each user. It changes with each, so there is room for that on its page.
create table audit_head (
  user_id text collate "C" primary key,
  seq     bigint not null,
  at      timestamptz not null,
  entry   bytea not null,
  hash    bytea not null
) with (fillfactor = 50);

create function keep_audit() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  raise exception 'what was written down is not taken back' using errcode = 'insufficient_privilege';
end
$$;

create trigger keep_audit before update or delete or truncate on audit for each statement execute function keep_audit();
create trigger keep_audit before delete or truncate on audit_head for each statement execute function keep_audit();

-- One value in the text that is hashed: with its length, so that no two rows give the same text.
create function audit_text(value text) returns text language sql immutable parallel safe
  return coalesce(octet_length(value)::text || ':' || value, '-');

-- Adds rows to the chains of their users: the only way to write there. The heads are locked in one order for all, so
-- that transactions that write for many users at once do not wait for each other crosswise; a caller locks nothing
-- that others want after it.
create function append_audit(users text[], actors text[], acts text[], providers text[], connections text[],
    versions_before bigint[], versions bigint[], commands text[], operations text[], steps text[], details text[])
  returns void
  language plpgsql security definer set search_path = pg_catalog, pg_temp
  -- It is taken for one row and may be hundreds, of which each would be compared with each.
  set enable_nestloop = off as
$$
declare
  began timestamptz := clock_timestamp();
begin
  if public.acting_duty() is null or public.acting_duty() not in ('journal', 'operate', 'rewrap') then
    if exists (select from unnest(users) as said (user_id) where said.user_id is distinct from public.acting_user()) then
      raise exception 'this transaction acts for somebody else' using errcode = 'insufficient_privilege';
    end if;
  end if;
  -- A user's first rows, then their second ones: a head can be moved once in a statement.
  for turn in 1 .. (select coalesce(max(times), 0) from
      (select count(*)::integer as times from unnest(users) as said (user_id) group by said.user_id) as counted) loop
    with numbered as (
      select *, row_number() over (partition by user_id order by nth) as nth_of_user
      from unnest(users, actors, acts, providers, connections, versions_before, versions, commands, operations, steps,
          details)
        with ordinality as said (user_id, actor, act, provider, connection, version_before, version, command_id,
          operation, step, detail, nth)
    ), said as materialized (
      select *, sha256(convert_to(
          public.audit_text(user_id) || public.audit_text(session_user) || public.audit_text(actor)
          || public.audit_text(act) || public.audit_text(provider) || public.audit_text(connection)
          || public.audit_text(version_before::text) || public.audit_text(version::text)
          || public.audit_text(command_id) || public.audit_text(operation) || public.audit_text(step)
          || public.audit_text(detail), 'UTF8')) as entry
      from numbered where nth_of_user = turn
    ), moved as (
      insert into public.audit_head as head (user_id, seq, at, entry, hash)
      select user_id, 1, began, entry,
        sha256(decode(repeat('00', 32), 'hex') || int8send(1) || timestamptz_send(began) || entry)
      from said order by user_id collate "C"
      on conflict (user_id) do update
        set seq = head.seq + 1, at = greatest(head.at, began), entry = excluded.entry,
          hash = sha256(head.hash || int8send(head.seq + 1) || timestamptz_send(greatest(head.at, began))
            || excluded.entry)
      returning user_id, seq, at, hash
    )
    insert into public.audit (user_id, seq, at, app, actor, act, provider, connection, version_before, version,
      command_id, operation, step, detail, hash)
    select moved.user_id, moved.seq, moved.at, session_user, said.actor, said.act, said.provider, said.connection,
      said.version_before, said.version, said.command_id, said.operation, said.step, said.detail, moved.hash
    from moved join said on said.user_id = moved.user_id;
  end loop;
end
$$;

revoke all on function append_audit from public;
grant execute on function append_audit to errand_api, errand_worker, errand_refresher, errand_keys;

alter table audit enable row level security;
alter table audit force row level security;
alter table audit_head enable row level security;
alter table audit_head force row level security;

-- The owner writes through append_audit, and is bound by the same question.
create policy to_append on audit for insert to current_user
  with check (user_id = (select acting_user()) or (select acting_duty()) in ('journal', 'operate', 'rewrap'));
create policy to_append on audit_head to current_user
  using (user_id = (select acting_user()) or (select acting_duty()) in ('journal', 'operate', 'rewrap'));
create policy own on audit for select to errand_api
  using (user_id = (select acting_user()));
create policy to_verify on audit for select to errand_auditor
  using ((select acting_duty()) = 'audit');
create policy to_verify on audit_head for select to errand_auditor
  using ((select acting_duty()) = 'audit');

grant select on audit to errand_api, errand_auditor;
grant select on audit_head to errand_auditor;
grant select on flyway_schema_history to errand_auditor;
