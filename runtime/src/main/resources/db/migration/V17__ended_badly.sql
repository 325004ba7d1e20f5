-- What ended badly is shown to its person by time, beside what was done. Most commands end well and cost nothing here.
create index done_badly on done (user_id, finished_at) where status <> 'succeeded';
