package dev.errand.noteworker.words;

/**
 * One word of a text.
 *
 * @param stem what its forms have in common
 * @param written as it stands in the text
 * @param at where it begins there
 */
public record Word(String stem, String written, int at) {}
