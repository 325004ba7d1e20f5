/**
 * Signing in to the pages: OpenID Connect with Microsoft or any other issuer, OAuth with Notion.
 * Read {@link dev.errand.apiingest.signin.SignInSecurity} first; who somebody is to us is in {@link
 * dev.errand.apiingest.signin.UserIds}.
 */
@NullMarked
package dev.errand.apiingest.signin;

import org.jspecify.annotations.NullMarked;
