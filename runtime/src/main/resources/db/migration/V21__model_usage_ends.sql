-- What models used for a person goes with their account: with their data key, in the transaction that destroys it, so that no
-- code can forget it. Whoever has no connection any more gets no new row.
grant delete on model_usage to errand_api;

create function forget_usage() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  delete from public.model_usage where user_id = old.user_id;
  return null;
end
$$;

create trigger forget_usage after delete on data_key for each row execute function forget_usage();
