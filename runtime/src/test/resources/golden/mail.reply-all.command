ce_dataschema: urn:errand:mail.reply-all:1
ce_id: command-37
ce_priority: interactive
ce_source: urn:example:agent
ce_specversion: 1.0
ce_subject: alice
ce_type: dev.errand.mail.reply-all
content-type: application/json

{"message":"AAMkAGI=","body":"<p>At noon.</p>","bodyType":"html","cc":[{"address":"grace@example.com"}],"bcc":[{"address":"mary@example.com"}],"importance":"high","attachments":[{"name":"plan.txt","contentType":"text/plain","content":"SGVsbG8="}]}