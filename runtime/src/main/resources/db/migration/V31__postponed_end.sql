-- What waits for its time goes with the account it is for: it is due at once, and ends as whatever else waits for an account
-- that is disconnected. It says so itself, since the person may have connected again by then, which must not have it done.
alter table postponed add column disconnected boolean not null default false;

create policy to_end on postponed for update to errand_api using (user_id = (select acting_user()) and not follow_up);
grant update (due, told_at, first_told_at, disconnected) on postponed to errand_api;

create function end_postponed_of_account() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  update public.postponed
  set disconnected = true, due = least(due, now()), told_at = null, first_told_at = null
  where user_id = new.user_id and not disconnected
    and topic = case new.provider when 'microsoft' then 'errand.mail.commands' else 'errand.note.commands' end;
  return null;
end
$$;

create trigger end_postponed after update of state on connection for each row
  when (new.state = 'disconnected' and old.state <> 'disconnected')
  execute function end_postponed_of_account();

-- Whose data key is destroyed has no account at all any more.
create function end_postponed_of_person() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  update public.postponed
  set disconnected = true, due = least(due, now()), told_at = null, first_told_at = null
  where user_id = old.user_id and not disconnected;
  return null;
end
$$;

create trigger end_postponed after delete on data_key for each row execute function end_postponed_of_person();
