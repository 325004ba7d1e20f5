ce_dataschema: urn:errand:row.update:1
ce_id: command-25
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.row.update
content-type: application/json

{"page":"0f5a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b","values":{"Bezahlt":{"checkbox":true},"Wann":{"clear":"date"}}}