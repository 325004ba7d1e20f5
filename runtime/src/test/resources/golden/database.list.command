ce_dataschema: urn:errand:database.list:1
ce_id: command-20
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.database.list
content-type: application/json

{"query":"reisen","limit":5}