/**
 * The way in over HTTP: commands and what became of them ({@code command}), connecting accounts
 * ({@code connect}), and how errors look ({@code problem}). A request speaks for exactly one user:
 * the subject of its token.
 */
@NullMarked
package dev.errand.apiingest;

import org.jspecify.annotations.NullMarked;
