/**
 * What all pages have in common: the templates of {@code resources/pages}, filled by {@link
 * dev.errand.apiingest.page.Pages}, and what a person sees where that fails.
 */
@NullMarked
package dev.errand.apiingest.page;

import org.jspecify.annotations.NullMarked;
