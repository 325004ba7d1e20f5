/**
 * The pages of {@code resources/pages}, made by {@link dev.errand.apiingest.page.Pages}, and the
 * first one, {@link dev.errand.apiingest.page.HomeController}.
 */
@NullMarked
package dev.errand.apiingest.page;

import org.jspecify.annotations.NullMarked;
