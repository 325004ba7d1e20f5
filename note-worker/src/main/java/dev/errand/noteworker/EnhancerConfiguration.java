package dev.errand.noteworker;

import dev.errand.noteworker.enhance.AskModel;
import dev.errand.noteworker.enhance.Enhancer;
import dev.errand.noteworker.enhance.OpenAiModel;
import dev.errand.noteworker.enhance.RuleEnhancer;
import dev.errand.noteworker.index.NoteIndex;
import dev.errand.noteworker.operations.EnhanceNote;
import dev.errand.runtime.model.ModelUsage;
import dev.errand.schemas.Secret;
import java.net.URI;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Who proposes how a note is enhanced. */
@Configuration(proxyBeanMethods = false)
class EnhancerConfiguration {

  /** By rules, or by a model where one is set up. */
  @Bean
  @ConditionalOnMissingBean
  Enhancer enhancer() {
    return new RuleEnhancer();
  }

  @Bean
  EnhanceNote enhanceNote(NoteIndex index, Enhancer enhancer) {
    return new EnhanceNote(enhancer, index);
  }

  /** A model, where {@code errand.enhancer.model.base-url} says where it is. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnProperty("errand.enhancer.model.base-url")
  static class WithModel {

    @Bean
    Enhancer enhancer(
        @Value("${errand.enhancer.model.base-url}") URI baseUrl,
        @Value("${errand.enhancer.model.name}") String name,
        @Value("${errand.enhancer.model.key}") String key,
        @Value("${errand.enhancer.model.timeout:20s}") Duration timeout,
        ModelUsage usage) {
      OpenAiModel.Settings settings =
          new OpenAiModel.Settings(baseUrl, name, Secret.of(key), timeout);
      return new AskModel(new OpenAiModel(settings, usage), new RuleEnhancer());
    }
  }
}
