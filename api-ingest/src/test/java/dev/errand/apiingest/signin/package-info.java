/** How connect flows end. */
@NullMarked
package dev.errand.apiingest.signin;

import org.jspecify.annotations.NullMarked;
