@NullMarked
package dev.errand.runtime.http;

import org.jspecify.annotations.NullMarked;
