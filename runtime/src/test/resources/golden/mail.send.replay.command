ce_agent: assistant-1
ce_conversation: conversation-7
ce_dataschema: urn:errand:mail.send:1
ce_deadline: 2026-01-02T03:04:05.678Z
ce_id: command-6.replay-2
ce_priority: bulk
ce_replays: command-6
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mail.send
content-type: application/json
traceparent: 00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01

{"to":[{"address":"ada@example.com","name":"Ada Lovelace"}],"cc":[{"address":"grace@example.com"}],"bcc":[{"address":"mary@example.com"}],"subject":"Tomorrow","body":"<p>See you.</p>","bodyType":"html","importance":"high","attachments":[{"name":"plan.txt","contentType":"text/plain","content":"SGVsbG8="}]}