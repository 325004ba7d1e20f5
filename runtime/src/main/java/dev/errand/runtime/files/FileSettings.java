package dev.errand.runtime.files;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much is kept of whom, and for how long.
 *
 * @param kept how long a file is there; an upload as long again from when a command has claimed it,
 *     and from when a command that was accepted with it begins at the latest
 * @param largest one file; Graph takes up to 150 MB, and does not say whose megabytes: the smaller
 *     ones
 * @param most all files of a user together, half-made ones too
 * @param mostFiles of a user
 * @param mostOfAll all files of all users together, which is what the disk has to hold; they are
 *     counted every few seconds, so it may be passed by what begins between two counts
 * @param longest how long bringing or fetching one file may take
 * @param repeatable how long a download is there after it was handed over whole: the network had
 *     its last byte then, and whether its user has it we do not see
 */
@ConfigurationProperties("errand.files")
public record FileSettings(
    @DefaultValue("24h") Duration kept,
    @DefaultValue("150000000B") DataSize largest,
    @DefaultValue("500MB") DataSize most,
    @DefaultValue("20") int mostFiles,
    @DefaultValue("50GB") DataSize mostOfAll,
    @DefaultValue("30m") Duration longest,
    @DefaultValue("5m") Duration repeatable) {

  public FileSettings {
    require(kept.isPositive(), "kept must be longer than nothing");
    require(
        largest.toBytes() > 0 && largest.toBytes() <= Integer.MAX_VALUE,
        "largest must be from 1 byte to 2 GiB less one");
    require(most.compareTo(largest) >= 0, "most must be at least largest");
    require(mostFiles >= 1, "most-files must be at least 1");
    require(mostOfAll.compareTo(most) >= 0, "most-of-all must be at least most");
    require(longest.isPositive(), "longest must be longer than nothing");
    require(!repeatable.isNegative(), "repeatable must not be less than nothing");
  }

  private static void require(boolean met, String otherwise) {
    if (!met) {
      throw new IllegalArgumentException("errand.files." + otherwise);
    }
  }
}
