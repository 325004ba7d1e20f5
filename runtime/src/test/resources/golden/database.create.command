ce_dataschema: urn:errand:database.create:1
ce_id: command-23
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.database.create
content-type: application/json

{"title":"Reisen 2026","parent":"9c5a1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5f","properties":[{"name":"Ziel","type":"title"},{"name":"Stand","type":"status","options":["Idee","Gebucht","Fertig"]},{"name":"Kosten","type":"number","format":"euro"},{"name":"Orte","type":"relation","relatesTo":"5a0b1c8e-2b3d-4e5f-8a9b-0c1d2e3f4a5c"}]}