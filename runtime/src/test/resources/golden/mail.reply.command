ce_dataschema: urn:errand:mail.reply:1
ce_id: command-36
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mail.reply
content-type: application/json

{"message":"AAMkAGI=","internetMessageId":"<1@example.com>","receivedAt":"2026-01-02T03:04:05Z","body":"At noon."}