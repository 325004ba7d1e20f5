package dev.errand.apiingest.attachment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many files are on their way at once, in and out.
 *
 * @param atOnce through this process; each takes about 4 MB of its heap
 * @param ofOneUser of those
 */
@ConfigurationProperties("errand.files.transfers")
record TransferProperties(@DefaultValue("16") int atOnce, @DefaultValue("2") int ofOneUser) {}
