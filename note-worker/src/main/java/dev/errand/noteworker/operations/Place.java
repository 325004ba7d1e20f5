package dev.errand.noteworker.operations;

import dev.errand.schemas.CommandId;
import org.jspecify.annotations.Nullable;

/**
 * Where a person's notes belong.
 *
 * @param page the "Personal Assistant" page
 * @param url absent if Notion did not get to say it
 * @param contents the "Table of Contents" page in it
 * @param madeBy the command that had to make the page
 */
record Place(String page, @Nullable String url, String contents, @Nullable CommandId madeBy) {}
