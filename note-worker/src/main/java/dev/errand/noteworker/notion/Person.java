package dev.errand.noteworker.notion;

/** A user of Notion, human or bot; of a reference only the id is known. */
public record Person(String id) {}
