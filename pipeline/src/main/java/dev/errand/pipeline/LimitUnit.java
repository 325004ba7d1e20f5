package dev.errand.pipeline;

/** What providers count. */
public enum LimitUnit {
  REQUESTS,
  UPLOADED_BYTES,
  MESSAGES,
  RECIPIENTS
}
