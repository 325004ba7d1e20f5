package dev.errand.noteworker;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The worker for errands in Notion. Everything but Notion itself comes with {@code runtime}. */
@SpringBootApplication
public class NoteWorkerApplication {

  public static void main(String[] arguments) {
    SpringApplication.run(NoteWorkerApplication.class, arguments);
  }
}
