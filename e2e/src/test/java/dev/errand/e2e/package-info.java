/** The promises, tested on everything at once; the borders between the modules; the documents. */
@NullMarked
package dev.errand.e2e;

import org.jspecify.annotations.NullMarked;
