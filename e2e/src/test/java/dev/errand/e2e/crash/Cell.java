package dev.errand.e2e.crash;

import dev.errand.schemas.Provider;

/**
 * One place of the matrix.
 *
 * @param app which app is armed
 * @param point a name in {@link dev.errand.pipeline.CrashPoint}; behind an {@code @} a class from
 *     which it must be reached, as {@code SubmitDraft}
 * @param exception what is thrown when the answer is lost; {@code -} otherwise
 */
record Cell(String app, String point, Mode mode, When when, String exception) {

  /** What makes the process come by. */
  enum When {
    /** Work. */
    WORK,
    /** Work, with all that changes something. */
    ALL,
    /** The first command of people who have nothing in Notion yet. */
    NEWCOMERS,
    /** Work, after each person has put their table of contents into the trash. */
    HEAL,
    /** Work, with all access tokens expired. */
    REFRESH,
    /** Work, with answers of the provider lost after the effect. */
    DOUBT,
    /** Work, with the provider asking to come back later. */
    WAIT,
    /** It starts while others work. */
    START,
    /** It is asked to end while it works. */
    STOP,
    /** Commands come by HTTP. */
    CALL
  }

  /** Whom it talks to. */
  Provider provider() {
    return app.equals(Cells.MAIL) ? Provider.MICROSOFT : Provider.NOTION;
  }

  @Override
  public String toString() {
    return app + " " + point + " " + mode.word();
  }
}
