package dev.errand.apiingest;

import dev.errand.runtime.ErrandApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** REST API and connect flows. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ApiIngestApplication {

  public static void main(String[] args) {
    ErrandApplication.run(ApiIngestApplication.class, args);
  }
}
