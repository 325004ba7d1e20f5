/** How errors look: RFC 9457 problem details, each with one of the closed codes. */
@NullMarked
package dev.errand.apiingest.problem;

import org.jspecify.annotations.NullMarked;
