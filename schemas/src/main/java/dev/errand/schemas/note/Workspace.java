package dev.errand.schemas.note;

/**
 * Output of {@code workspace.ensure}: the "Personal Assistant" page and its "Table of Contents".
 *
 * @param created whether the page had to be made
 */
public record Workspace(String page, String url, String tableOfContents, boolean created) {}
