package dev.errand.mailworker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The worker for errands in Outlook. Everything but Graph itself comes with {@code runtime}. */
@SpringBootApplication
public class MailWorkerApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(MailWorkerApplication.class, arguments);
  }
}
