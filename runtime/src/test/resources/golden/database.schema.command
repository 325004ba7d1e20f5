ce_dataschema: urn:errand:database.schema:1
ce_id: command-21
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.database.schema
content-type: application/json

{"database":"3f0a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b"}