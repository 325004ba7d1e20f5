package dev.errand.mailworker;

import dev.errand.mailworker.bounces.DeliveryLooks;
import dev.errand.mailworker.operations.PermittedOperation;
import dev.errand.mailworker.policy.GraphLimits;
import dev.errand.mailworker.policy.GraphPolicy;
import dev.errand.pipeline.FollowUps;
import dev.errand.pipeline.Operation;
import dev.errand.pipeline.ProviderPolicy;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * All there is to this worker: where Graph is, what its answers mean, and what can be asked for.
 * The engine that runs it comes with {@code runtime}.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({GraphSettings.class, GraphLimits.class})
@Import({GraphConfiguration.class, MailOperationsConfiguration.class})
class MailWorkerConfiguration {

  @Bean
  ProviderPolicy graphPolicy(GraphLimits limits) {
    return new GraphPolicy(limits);
  }

  /** Each operation is for those who granted what it needs, and none of them knows. */
  @Bean
  static BeanPostProcessor permittedOperations() {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Operation operation ? new PermittedOperation(operation) : bean;
      }
    };
  }

  /** A mail that was sent is looked after. */
  @Bean
  FollowUps deliveryLooks(GraphSettings settings) {
    return new DeliveryLooks(settings.looksForBounces());
  }
}
