package dev.headwater.jobs.run;

import java.util.regex.Pattern;

/**
 * How far a job may go back when its newest snapshot cannot be read. Rows that are written once
 * more meet their keys, so most may begin anew; where that is not so, its statement shows it.
 */
public enum Fallback {
  /** It appends, so whatever it reads once more is there twice. */
  NOT_AT_ALL("what it had archived since would be there twice"),

  /** Its rows tell what was known when a record came; read again, they tell what is known now. */
  OLDER_SNAPSHOT("rows that tell what was known at their time would tell what is known today"),

  /** What it writes does not depend on when it reads. */
  BEGINNING("");

  private static final Pattern APPENDS =
      Pattern.compile("\\bINTO\\s+cold\\.", Pattern.CASE_INSENSITIVE);
  private static final Pattern AS_OF_NOW =
      Pattern.compile("\\bFOR\\s+SYSTEM_TIME\\s+AS\\s+OF\\b", Pattern.CASE_INSENSITIVE);

  private final String harm;

  Fallback(String harm) {
    this.harm = harm;
  }

  static Fallback of(String statement) {
    if (APPENDS.matcher(statement).find()) {
      return NOT_AT_ALL;
    }
    return AS_OF_NOW.matcher(statement).find() ? OLDER_SNAPSHOT : BEGINNING;
  }

  /** What would happen if it went back further. */
  public String harm() {
    return harm;
  }
}
