ce_dataschema: urn:errand:mail.draft:1
ce_id: command-34
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mail.draft
content-type: application/json

{"to":[{"address":"ada@example.com","name":"Ada Lovelace"}],"subject":"Tomorrow","body":"See you.","attachments":[{"name":"plan.txt","contentType":"text/plain","content":"SGVsbG8="}]}