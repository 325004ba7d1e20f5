/**
 * Connecting accounts. Read {@link dev.errand.apiingest.connect.ConnectController} first; what it
 * shows a person is in {@link dev.errand.apiingest.connect.Ending}.
 */
@NullMarked
package dev.errand.apiingest.connect;

import org.jspecify.annotations.NullMarked;
