ce_dataschema: urn:errand:mail.send-draft:1
ce_id: command-35
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mail.send-draft
content-type: application/json

{"message":"AAMkAGI="}