-- Each person's own index of the notes that were written or read in their name, so that they are found again by what they
-- say. It holds no note: a title, the stems of its words without their order, and a vector. What is yet to be read for the
-- vector stays only until then.
create table note_index (
  user_id    text collate "C" not null,
  connection uuid not null,
  page       uuid not null,
  url        text not null,
  title      text not null,
  edited_at  timestamptz not null,
  digest     bytea not null, -- of title and text, so that a note that is read again unchanged costs nothing
  words      tsvector not null,
  unread     text,           -- the beginning of the text, until its vector is made
  vector     bytea,          -- 384 numbers of one byte
  in_trash   boolean not null default false,
  primary key (user_id, connection, page)
) with (fillfactor = 80, toast_tuple_target = 8160); -- a search goes through all rows of one user: they are to be whole

alter table note_index enable row level security;
alter table note_index force row level security;
create policy own on note_index to errand_worker, errand_api
  using (user_id = (select acting_user()));
grant select, insert, update, delete on note_index to errand_worker;
grant select, delete on note_index to errand_api;

-- A connection that ends takes its notes out of the index with it, in the transaction in which it ends: so does an
-- account that is erased.
create function forget_notes() returns trigger language plpgsql set search_path = pg_catalog, pg_temp as
$$
begin
  delete from public.note_index where user_id = new.user_id and connection = new.id;
  return null;
end
$$;

create trigger forget_notes after update of state on connection for each row
  when (new.state = 'disconnected' and old.state <> 'disconnected') execute function forget_notes();
