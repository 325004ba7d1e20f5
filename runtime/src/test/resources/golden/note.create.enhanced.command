ce_agent: assistant-1
ce_conversation: conversation-7
ce_dataschema: urn:errand:note.create:1
ce_deadline: 2026-01-02T03:04:05.678Z
ce_id: command-2
ce_priority: bulk
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.note.create
content-type: application/json
traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01

{"markdown":"Next steps:\n\n- book the train to Zürich\n","enhance":true}