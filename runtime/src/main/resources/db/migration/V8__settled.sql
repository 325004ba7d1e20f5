-- When nothing of what was sent before a topic grew was left. For a day more it matters who moved then: what they
-- sent from their former partition still counts in their limits.
alter table partition_count add column settled timestamptz;
