/**
 * What is in Notion: workspaces, pages and blocks, and the connections that may see some of them.
 *
 * <p>Pages are blocks too, as at Notion. Everything of a workspace is changed and read while
 * holding that workspace's monitor.
 */
@NullMarked
package dev.errand.sandbox.notion.model;

import org.jspecify.annotations.NullMarked;
