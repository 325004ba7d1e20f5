/**
 * Who is signed in to the pages, in the database and in a cookie, and what else our cookies tie to
 * a browser. Read {@link dev.errand.apiingest.session.SessionConfiguration} first.
 */
@NullMarked
package dev.errand.apiingest.session;

import org.jspecify.annotations.NullMarked;
