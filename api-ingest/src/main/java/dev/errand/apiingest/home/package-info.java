/** The first page, {@link dev.errand.apiingest.home.HomeController}. */
@NullMarked
package dev.errand.apiingest.home;

import org.jspecify.annotations.NullMarked;
