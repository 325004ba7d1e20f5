ce_dataschema: urn:errand:folder.list:1
ce_id: command-9
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.folder.list
content-type: application/json

{}