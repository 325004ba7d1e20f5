package dev.errand.noteworker;

import dev.errand.noteworker.index.IndexedNotes;
import dev.errand.noteworker.index.LearnedNotes;
import dev.errand.noteworker.index.LocalModel;
import dev.errand.noteworker.index.NoteIndex;
import dev.errand.pipeline.Operation;
import dev.errand.runtime.index.StoredIndex;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What this worker wrote or read is found again, by words and by meaning. */
@Configuration(proxyBeanMethods = false)
class NoteIndexConfiguration {

  /** What this worker wrote or read, to be found again; without a store, by title only. */
  @Bean
  NoteIndex noteIndex(
      ObjectProvider<StoredIndex> store, @Value("${errand.index.enabled:true}") boolean enabled) {
    StoredIndex there = store.getIfAvailable();
    return enabled && there != null ? new IndexedNotes(there, new LocalModel()) : NoteIndex.NONE;
  }

  /** The index learns from what each operation gives, and none of them knows. */
  @Bean
  static BeanPostProcessor learnedNotes(ObjectProvider<NoteIndex> index) {
    return new BeanPostProcessor() {
      @Override
      public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof Operation operation
            ? new LearnedNotes(operation, index.getObject())
            : bean;
      }
    };
  }
}
