ce_dataschema: urn:errand:mail.forward:1
ce_id: command-38
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mail.forward
content-type: application/json

{"message":"AAMkAGI=","to":[{"address":"ada@example.com","name":"Ada Lovelace"}],"body":"See below."}