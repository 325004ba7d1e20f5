package dev.errand.apiingest.attachment;

import dev.errand.runtime.files.FilesMeter.Outcome;
import org.springframework.http.ResponseEntity;

/** How bringing a file ended, and what its user is told. */
record Ended(Outcome outcome, ResponseEntity<Object> answer) {}
