ce_dataschema: urn:errand:mail.changes:1
ce_id: command-42
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mail.changes
content-type: application/json

{"folder":"inbox","only":"new","limit":10,"cursor":"k3V0bWFyayAg.1767322800.1767322800.c2tpcA"}