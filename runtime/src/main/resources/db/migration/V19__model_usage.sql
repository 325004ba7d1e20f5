-- What models used for each user, by day: numbers only.
create table model_usage (
  user_id    text collate "C" not null,
  day        date not null,
  answers    bigint not null,
  tokens_in  bigint not null,
  tokens_out bigint not null,
  primary key (user_id, day)
) with (fillfactor = 50);

alter table model_usage enable row level security;
alter table model_usage force row level security;
create policy own on model_usage to errand_worker, errand_api
  using (user_id = (select acting_user()));
grant select, insert, update on model_usage to errand_worker;
grant select on model_usage to errand_api;
