package dev.errand.apiingest;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** REST API and connect flows. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class ApiIngestApplication {

  public static void main(String[] args) {
    SpringApplication.run(ApiIngestApplication.class, args);
  }
}
