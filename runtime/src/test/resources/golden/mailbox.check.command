ce_dataschema: urn:errand:mailbox.check:1
ce_id: command-43
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mailbox.check
content-type: application/json

{}