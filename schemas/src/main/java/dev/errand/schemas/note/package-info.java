/** What the operations in Notion take and give. */
@NullMarked
package dev.errand.schemas.note;

import org.jspecify.annotations.NullMarked;
