-- Which transaction changed a connection last. A worker asks a few times a second what was committed since it last asked:
-- whatever was in flight then has a number from its horizon on, so none is missed, whatever the clocks say.
alter table connection add column changed_in xid8 not null default pg_current_xact_id();

create function note_change() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  new.changed_in := pg_current_xact_id();
  return new;
end
$$;

create trigger note_change before update of version on connection for each row execute function note_change();

create index connection_changed_in on connection (changed_in);
