@NullMarked
package dev.errand.mailworker.bounces;

import org.jspecify.annotations.NullMarked;
