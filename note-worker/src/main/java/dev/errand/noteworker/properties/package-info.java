/**
 * Values of rows, on the wire and in Notion. A {@link dev.errand.noteworker.properties.Value} is in
 * between; one class reads and one writes on each side. Which JSON each type has is told in {@code
 * docs/decisions/0022-typed-values.md}.
 */
@NullMarked
package dev.errand.noteworker.properties;

import org.jspecify.annotations.NullMarked;
