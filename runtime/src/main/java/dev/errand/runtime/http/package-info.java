/**
 * HTTP to the providers: one request for each call, never a second by itself.
 *
 * <p>Start at {@link dev.errand.runtime.http.ProviderHttp}. What can go wrong is a {@link
 * dev.errand.runtime.http.HttpFailure} (an answer that is no success) or a {@link
 * dev.errand.runtime.http.NoAnswer}.
 */
@NullMarked
package dev.errand.runtime.http;

import org.jspecify.annotations.NullMarked;
