package dev.errand.runtime.audit;

import dev.errand.schemas.UserId;
import org.jspecify.annotations.Nullable;

/** Who wanted it done, as far as that was proven to us; never what somebody only says. */
public sealed interface Actor {

  String wireName();

  /** The person whose row it is: by their token, session, or the browser that began the consent. */
  record Person() implements Actor {

    @Override
    public String wireName() {
      return "person";
    }
  }

  /**
   * Somebody who looks after this installation.
   *
   * @param name as in their token; absent for who may connect as the database's role of operators
   */
  record Operator(@Nullable UserId name) implements Actor {

    @Override
    public String wireName() {
      return name == null ? "operator" : "operator:" + name;
    }
  }

  /** A command of the person's topic: Kafka says who may write there, not who did. */
  record Command() implements Actor {

    @Override
    public String wireName() {
      return "command";
    }
  }

  /** Nobody: a process of ours does it by itself. */
  record Errand() implements Actor {

    @Override
    public String wireName() {
      return "errand";
    }
  }

  /** Somebody who did not prove to be the person. */
  record Stranger() implements Actor {

    @Override
    public String wireName() {
      return "stranger";
    }
  }
}
