@NullMarked
package dev.errand.mailworker.policy;

import org.jspecify.annotations.NullMarked;
