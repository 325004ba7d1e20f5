ce_dataschema: urn:errand:mail.get:1
ce_id: command-7
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mail.get
content-type: application/json

{"message":"AAMkAGI=","bodyType":"text"}