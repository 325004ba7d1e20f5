package dev.errand.mailworker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Does errands in Outlook mailboxes. */
@SpringBootApplication
public class MailWorkerApplication {

  public static void main(String[] args) {
    SpringApplication.run(MailWorkerApplication.class, args);
  }
}
