package dev.errand.apiingest.attachment;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How many files are on their way at once, in and out.
 *
 * @param atOnce through this process; each takes about 4 MB of its heap, and now and then one of
 *     its 16 connections to the database
 * @param ofOneUser of those
 */
@ConfigurationProperties("errand.files.transfers")
record TransferProperties(@DefaultValue("8") int atOnce, @DefaultValue("2") int ofOneUser) {

  TransferProperties {
    if (atOnce < 1) {
      throw new IllegalArgumentException("errand.files.transfers.at-once must be at least 1");
    }
    if (ofOneUser < 1 || ofOneUser > atOnce) {
      throw new IllegalArgumentException(
          "errand.files.transfers.of-one-user must be from 1 to at-once");
    }
  }
}
