-- Who wraps data keys anew after a rotation: sees everybody's wrapped keys, which open in the key service only, and no token.
do $$
begin
  if not exists (select from pg_roles where rolname = 'errand_keys') then
    begin
      create role errand_keys nologin;
    exception when duplicate_object or unique_violation then
      null; -- another database of this server was faster
    end;
  end if;
end
$$;

create policy to_rewrap on data_key to errand_keys using ((select acting_duty()) = 'rewrap');

grant select (user_id, wrapped), update (wrapped) on data_key to errand_keys;
grant select on flyway_schema_history to errand_keys;
