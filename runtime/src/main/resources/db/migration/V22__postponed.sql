-- Commands whose time has not come. They stand in no order, so they hold up nobody; when they are due they are sent to
-- their topic again, and the ingest that takes them in from there removes them here. So each is in one place, whoever
-- owns which partition by then, and the topic may have grown meanwhile.
create table postponed (
  user_id     text not null,
  command_id  text not null,
  topic       text not null,
  priority    smallint not null,
  payload     bytea not null,
  accepted_at timestamptz not null,
  due         timestamptz not null,
  told_at     timestamptz,
  primary key (user_id, command_id)
);

create index postponed_due on postponed (topic, due);

alter table postponed enable row level security;
alter table postponed force row level security;

create policy to_work on postponed to errand_worker using ((select acting_duty()) = 'journal');
create policy own on postponed for select to errand_api using (user_id = (select acting_user()));

grant select, insert, update, delete on postponed to errand_worker;
grant select on postponed to errand_api;
