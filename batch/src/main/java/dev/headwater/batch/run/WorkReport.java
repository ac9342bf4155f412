package dev.headwater.batch.run;

import java.util.Map;

/** What a piece of work has done, as a value. */
public interface WorkReport {
  /** For a person: whole lines, without the last line's end. */
  String words();

  /** For a program: names to numbers, texts, lists and maps. */
  Map<String, Object> document();

  /** Whether all that was asked for is done, and nothing that was looked for was found. */
  boolean isGood();

  /** Nothing was done, for a reason. */
  record Refused(String words) implements WorkReport {
    @Override
    public Map<String, Object> document() {
      return Map.of("refused", words);
    }

    @Override
    public boolean isGood() {
      return false;
    }
  }
}
