package dev.errand.noteworker;

import dev.errand.runtime.ErrandApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The worker for errands in Notion. Everything but Notion itself comes with {@code runtime}. */
@SpringBootApplication
public class NoteWorkerApplication {

  public static void main(String[] arguments) {
    ErrandApplication.run(NoteWorkerApplication.class, arguments);
  }
}
