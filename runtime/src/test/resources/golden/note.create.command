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

{"title":"Zürich","markdown":"# Zürich\n\n- [ ] book the train\n","parent":"0f5a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b","tags":["travel","2026"],"kind":"task"}