ce_dataschema: urn:errand:folder.ensure:1
ce_id: command-33
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.folder.ensure
content-type: application/json

{"path":["Travel","2026"],"parent":"inbox"}