/** How connect flows end. */
@NullMarked
package dev.errand.apiingest.connect;

import org.jspecify.annotations.NullMarked;
