ce_dataschema: urn:errand:note.cancel:1
ce_id: command-10
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.note.cancel
content-type: application/json

{"command":"command-4"}