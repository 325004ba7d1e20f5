/** The promises of the connections module, its fakes, and the contract tests of its ports. */
@NullMarked
package dev.errand.connections;

import org.jspecify.annotations.NullMarked;
