package dev.errand.schemas.mail;

import org.jspecify.annotations.Nullable;

/** A mailbox, as {@code ada@example.com}, and the name to show for it. */
public record Address(String address, @Nullable String name) {}
