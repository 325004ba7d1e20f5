ce_dataschema: urn:errand:workspace.ensure:1
ce_id: command-1
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.workspace.ensure
content-type: application/json

{}