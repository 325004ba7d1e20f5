ce_dataschema: urn:errand:mail.search:1
ce_id: command-41
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mail.search
content-type: application/json

{"words":"train \"see you\"","folder":"archive","from":"ada@example.com","since":"2026-01-01T00:00:00Z","before":"2026-02-01T00:00:00Z","hasAttachment":false,"limit":10,"cursor":"k3V0bWFyayAg.c2tpcA"}