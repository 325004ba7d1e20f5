ce_dataschema: urn:errand:attachment.get:1
ce_id: command-32
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.attachment.get
content-type: application/json

{"message":"AAMkAGI=","attachment":"AAMkAGIBEgAQ="}