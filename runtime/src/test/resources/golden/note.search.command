ce_dataschema: urn:errand:note.search:1
ce_id: command-5
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.note.search
content-type: application/json

{"query":"zürich","limit":5,"cursor":"1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d"}