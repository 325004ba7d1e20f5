package dev.errand.apiingest.attachment;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How many files are on their way at once, in and out, and how slowly.
 *
 * @param atOnce through this process; each takes about 4 MB of its heap, and now and then one of
 *     its 16 connections to the database
 * @param ofOneUser of those
 * @param slowest so much has to come or go in a second, in the mean of {@code within}: who is
 *     slower would hold a place for long
 * @param within longer than the pauses that networks make
 */
@ConfigurationProperties("errand.files.transfers")
record TransferProperties(
    @DefaultValue("8") int atOnce,
    @DefaultValue("2") int ofOneUser,
    @DefaultValue("16KB") DataSize slowest,
    @DefaultValue("30s") Duration within) {

  TransferProperties {
    require(atOnce >= 1, "at-once must be at least 1");
    require(ofOneUser >= 1 && ofOneUser <= atOnce, "of-one-user must be from 1 to at-once");
    require(slowest.toBytes() >= 0, "slowest must be at least 0");
    require(within.toSeconds() >= 1, "within must be at least a second");
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalArgumentException("errand.files.transfers." + otherwise);
    }
  }
}
