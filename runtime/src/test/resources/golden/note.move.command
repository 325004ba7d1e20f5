ce_dataschema: urn:errand:note.move:1
ce_id: command-13
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.note.move
content-type: application/json

{"page":"0f5a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b","parent":"1a2b3c4d-5e6f-4a8b-9c0d-1e2f3a4b5c6d"}