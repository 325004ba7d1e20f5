-- When the person connected an account after they had left one of the same provider. What was accepted before is not done
-- in this one, also if no worker had a chance to hear that they had left: the mails of one mailbox do not go out of another.
-- By the clock that accepts commands, which is this database's.
alter table connection add column connected_again_at timestamptz;

create function note_connected_again() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  if tg_op = 'UPDATE' or exists (
      select from public.connection as before
      where before.user_id = new.user_id and before.provider = new.provider) then
    new.connected_again_at := clock_timestamp();
  end if;
  return new;
end
$$;

create trigger connected_again before update of state on connection for each row
  when (old.state = 'disconnected' and new.state <> 'disconnected')
  execute function note_connected_again();

create trigger connected_at_all before insert on connection for each row
  when (new.state <> 'disconnected')
  execute function note_connected_again();
