/**
 * The errands in Notion that there are. Each class is one operation and reads like it; {@link
 * dev.errand.noteworker.operations.Workspaces} knows where notes belong. What changes something is
 * in {@code steps}.
 */
@NullMarked
package dev.errand.noteworker.operations;

import org.jspecify.annotations.NullMarked;
