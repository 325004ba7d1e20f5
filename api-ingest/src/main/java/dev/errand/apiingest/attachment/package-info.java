/**
 * Files of people that are too large for a command or a result. Start at {@link
 * dev.errand.apiingest.attachment.AttachmentsController}.
 */
@NullMarked
package dev.errand.apiingest.attachment;

import org.jspecify.annotations.NullMarked;
