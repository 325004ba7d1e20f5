/**
 * People whose commands are carried out on this machine only: who they are ({@link
 * dev.errand.runtime.local.LocalOnly}), what can be done for them here, and a refusal of all else.
 */
@NullMarked
package dev.errand.runtime.local;

import org.jspecify.annotations.NullMarked;
