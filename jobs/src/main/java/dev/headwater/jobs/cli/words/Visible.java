package dev.headwater.jobs.cli.words;

import java.util.function.IntPredicate;

/**
 * Text from outside as a person may see it. A terminal obeys control characters: whoever writes an
 * id could colour, hide and overwrite what stands beside it, or have the terminal type. They are
 * shown as the signs of their names instead.
 */
public final class Visible {
  private static final int CONTROL_PICTURES = 0x2400;
  private static final int DELETE = 0x7F;
  private static final int DELETE_PICTURE = 0x2421;
  private static final int REPLACEMENT = 0xFFFD;

  private Visible() {}

  /** On one line. */
  public static String word(String text) {
    return shown(text, c -> false);
  }

  /** Lines stay lines. */
  public static String text(String text) {
    return shown(text, c -> c == '\n' || c == '\t');
  }

  private static String shown(String text, IntPredicate kept) {
    return text.chars().allMatch(c -> isHarmless(c) || kept.test(c))
        ? text
        : text.chars()
            .map(c -> isHarmless(c) || kept.test(c) ? c : sign(c))
            .collect(
                StringBuilder::new, (signs, c) -> signs.append((char) c), StringBuilder::append)
            .toString();
  }

  private static boolean isHarmless(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      // Only those that turn the direction of what follows: others join letters and signs.
      case Character.FORMAT -> !((c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069));
      default -> true;
    };
  }

  private static int sign(int c) {
    if (c < ' ') {
      return CONTROL_PICTURES + c;
    }
    return c == DELETE ? DELETE_PICTURE : REPLACEMENT;
  }
}
