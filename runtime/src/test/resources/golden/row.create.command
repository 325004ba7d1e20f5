ce_dataschema: urn:errand:row.create:1
ce_id: command-24
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.row.create
content-type: application/json

{"database":"3f0a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5b","values":{"Ziel":{"title":"Zürich"},"Stand":{"status":"Gebucht"},"Kosten":{"number":812.5},"Wann":{"date":{"start":"2026-11-22T08:00:00","timeZone":"Europe/Zurich"}},"Tickets":{"files":[{"name":"Zug.pdf","url":"https://example.org/zug.pdf"}]}}}