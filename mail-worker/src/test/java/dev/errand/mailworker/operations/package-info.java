@NullMarked
package dev.errand.mailworker.operations;

import org.jspecify.annotations.NullMarked;
