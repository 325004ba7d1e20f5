-- A search compares all of a person's notes in the worker: row-level security allows no index for the words here (@@ is not
-- leakproof), and PostgreSQL unpacks and ranks each row's words for each query. So each word is four bytes of the
-- hash of its stem, without order; those of the title by themselves, since they count more and stay when the text changes.
create function pg_temp.packed(words tsvector, of_title boolean) returns bytea language sql immutable as
$$
  select coalesce(string_agg(substring(sha256(convert_to(lexeme, 'UTF8')) for 4), ''), '')
  from unnest(words) where ('A' = any(coalesce(weights, '{}'))) = of_title
$$;

alter table note_index add column title_words bytea not null default '',
  add column seen_on date not null default current_date; -- when it was last known to be there at the provider

alter table note_index no force row level security; -- its owner is bound by it, too, and would see no rows
update note_index set title_words = pg_temp.packed(words, true);
alter table note_index force row level security;

alter table note_index alter column words type bytea using pg_temp.packed(words, false);

-- Each note that is learned asks for those that are yet to be read.
create index note_index_unread on note_index (user_id, connection) where unread is not null;
-- Who was not seen for the longest is looked at first.
create index note_index_seen on note_index (user_id, connection, seen_on);
