package dev.errand.runtime.kafka;

import java.time.Duration;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.kafka.core.ConsumerFactory;
import org.springframework.kafka.event.ConsumerRetryAuthEvent;
import org.springframework.kafka.event.ConsumerRetryAuthSuccessfulEvent;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.kafka.listener.ContainerProperties;

/** The consumer of a commands topic: one thread that polls, for as long as it runs. Thread-safe. */
public final class CommandConsumer implements SmartLifecycle {

  /** More than the engine's drain time of 8 s and the flush of what it drained. */
  private static final Duration SHUTDOWN = Duration.ofSeconds(20);

  /** How often, at most, what could not be taken over is claimed again when nothing arrives. */
  private static final Duration MOMENT = Duration.ofSeconds(1);

  private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);

  private final ConcurrentMessageListenerContainer<byte[], byte[]> container;
  private final CommandListener listener;
  private final ConsumerState state;
  private volatile boolean started;

  CommandConsumer(
      ConsumerFactory<byte[], byte[]> consumers,
      String topic,
      CommandListener listener,
      TryAgain tryAgain,
      ConsumerState state) {
    this.listener = listener;
    this.state = state;
    container = new ConcurrentMessageListenerContainer<>(consumers, properties(topic, listener));
    container.setBeanName(topic);
    container.setCommonErrorHandler(tryAgain);
    container.setApplicationEventPublisher(this::happened);
  }

  private static ContainerProperties properties(String topic, CommandListener listener) {
    ContainerProperties container = new ContainerProperties(topic);
    container.setMessageListener(listener);
    container.setConsumerRebalanceListener(listener);
    container.setAckMode(ContainerProperties.AckMode.MANUAL);
    container.setShutdownTimeout(SHUTDOWN.toMillis());
    container.setPollTimeout(MOMENT.toMillis());
    container.setIdleEventInterval(MOMENT.toMillis());
    container.setIdleBeforeDataMultiplier(1);
    container.setAuthExceptionRetryInterval(AFTER_REFUSAL);
    container.setListenerTaskExecutor(new SimpleAsyncTaskExecutor("errand-consumer-"));
    return container;
  }

  /** Spring calls this on the consumer's thread. */
  private void happened(Object event) {
    switch (event) {
      case ListenerContainerIdleEvent idle -> listener.idle(idle.getConsumer());
      case ConsumerRetryAuthEvent _ -> state.refused(true);
      case ConsumerRetryAuthSuccessfulEvent _ -> state.refused(false);
      default -> {}
    }
  }

  public ConsumerState state() {
    return state;
  }

  /** Whether its thread polls; false before the start, after the end, and if it died. */
  public boolean alive() {
    return container.isRunning() && container.isChildRunning() && container.isInExpectedState();
  }

  /** Whether its thread ended though nobody had stopped it; it does not begin again. */
  public boolean died() {
    return started && !alive();
  }

  @Override
  public void start() {
    container.start();
    started = true;
  }

  /** Gives its partitions up in order, and waits until it has. */
  @Override
  public void stop() {
    started = false;
    container.stop();
  }

  @Override
  public void stop(Runnable whenStopped) {
    started = false;
    container.stop(whenStopped);
  }

  @Override
  public boolean isRunning() {
    return container.isRunning();
  }

  @Override
  public int getPhase() {
    return container.getPhase();
  }
}
