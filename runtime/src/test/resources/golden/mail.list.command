ce_dataschema: urn:errand:mail.list:1
ce_id: command-8
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mail.list
content-type: application/json

{"folder":"inbox","unread":true,"from":"ada@example.com","since":"2026-01-01T00:00:00Z","before":"2026-02-01T00:00:00Z","limit":10,"cursor":"c2tpcA"}