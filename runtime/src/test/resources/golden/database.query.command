ce_dataschema: urn:errand:database.query:1
ce_id: command-22
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.database.query
content-type: application/json

{"database":"3f0a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b","filter":{"and":[{"property":"Stand","status":{"equals":"Gebucht"}},{"or":[{"property":"Kosten","number":{"less_than":1000}},{"timestamp":"last_edited_time","last_edited_time":{"past_week":{}}}]}]},"sorts":[{"property":"Kosten","direction":"descending"}],"limit":10}