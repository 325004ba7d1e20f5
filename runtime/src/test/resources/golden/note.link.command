ce_dataschema: urn:errand:note.link:1
ce_id: command-15
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.note.link
content-type: application/json

{"from":"0f5a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b","to":"1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d"}