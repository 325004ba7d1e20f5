/** What is kept of the use of language models. */
@NullMarked
package dev.errand.runtime.model;

import org.jspecify.annotations.NullMarked;
