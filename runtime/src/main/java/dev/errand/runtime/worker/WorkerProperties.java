package dev.errand.runtime.worker;

import dev.errand.pipeline.engine.EngineSettings;
import dev.errand.pipeline.engine.EngineSettings.Longest;
import dev.errand.runtime.kafka.GroupProtocol;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of a worker.
 *
 * @param kind whose commands it takes
 * @param groupProtocol how the workers of a kind agree on who gets which partition
 * @param skipLostRecords whether to read on behind commands that the topic dropped before they were
 *     read
 * @param longestCall bounds what the provider is given for one call; to be set only for a simulator
 * @param longestSettling bounds how late an effect may appear, as {@link EngineSettings} says; the
 *     same
 */
@ConfigurationProperties("errand.worker")
public record WorkerProperties(
    WorkerKind kind,
    @DefaultValue("classic") GroupProtocol groupProtocol,
    @DefaultValue("false") boolean skipLostRecords,
    @DefaultValue("1d") Duration longestCall,
    @DefaultValue("1d") Duration longestSettling) {

  /**
   * What the engine is to know.
   *
   * @param hold how long a command waits for its person to connect again, if it does not say
   */
  EngineSettings engine(Duration hold) {
    EngineSettings usual = EngineSettings.defaults();
    return usual.with(new Longest(longestCall, longestSettling)).with(usual.giveUp().holding(hold));
  }
}
