/** What goes over the wire for operations on databases in Notion, and on their rows. */
@NullMarked
package dev.errand.schemas.database;

import org.jspecify.annotations.NullMarked;
