@NullMarked
package dev.errand.runtime.model;

import org.jspecify.annotations.NullMarked;
