ce_dataschema: urn:errand:workspace.search:1
ce_id: command-16
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.workspace.search
content-type: application/json

{"query":"trip","kind":"database","limit":5,"cursor":"0f5a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b"}