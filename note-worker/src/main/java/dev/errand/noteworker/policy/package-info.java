/**
 * What the engine must know of Notion: {@link dev.errand.noteworker.policy.NotionPolicy} holds its
 * limits as data and one switch over its answers.
 */
@NullMarked
package dev.errand.noteworker.policy;

import org.jspecify.annotations.NullMarked;
