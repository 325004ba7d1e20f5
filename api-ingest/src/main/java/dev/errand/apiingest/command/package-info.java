/**
 * Commands over HTTP. Read {@link dev.errand.apiingest.command.CommandsController} first, then
 * {@link dev.errand.apiingest.command.Submissions}.
 */
@NullMarked
package dev.errand.apiingest.command;

import org.jspecify.annotations.NullMarked;
