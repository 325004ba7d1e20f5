/**
 * What may be in a mail. {@link dev.errand.mailworker.letter.Letter#of} is the door: it checks all
 * of it before anything is sent to Graph, and the operation stops with {@code invalid_command} if
 * it will not do.
 *
 * <p>The command's JSON Schema has looked at the same text before. This is the second pair of eyes:
 * another parser, and the things a schema cannot say.
 */
@NullMarked
package dev.errand.mailworker.letter;

import org.jspecify.annotations.NullMarked;
