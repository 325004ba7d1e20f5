/** Tests of the sandbox: real HTTP against a started server. */
@NullMarked
package dev.errand.sandbox;

import org.jspecify.annotations.NullMarked;
