package dev.errand.mailworker;

import dev.errand.runtime.ErrandApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The worker for errands in Outlook. Everything but Graph itself comes with {@code runtime}. */
@SpringBootApplication
public class MailWorkerApplication {

  public static void main(String[] arguments) {
    ErrandApplication.run(MailWorkerApplication.class, arguments);
  }
}
