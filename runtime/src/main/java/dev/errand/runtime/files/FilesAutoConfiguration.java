package dev.errand.runtime.files;

import dev.errand.connections.FileKeys;
import dev.errand.runtime.connections.ConnectionsAutoConfiguration;
import dev.errand.runtime.postgres.Acting;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Files, for whoever works with them. */
@AutoConfiguration(after = ConnectionsAutoConfiguration.class)
@ConditionalOnBean(FileKeys.class)
@EnableConfigurationProperties(FileSettings.class)
public class FilesAutoConfiguration {

  @Bean
  FileStore fileStore(Acting acting, JdbcClient sql, FileKeys keys, FileSettings settings) {
    return new CommandFiles(acting, sql, keys, settings);
  }

  @Bean
  UserFiles userFiles(Acting acting, JdbcClient sql, FileKeys keys, FileSettings settings) {
    return new UserFiles(acting, sql, keys, settings);
  }
}
