package dev.headwater.jobs.doctor;

/**
 * What one check found.
 *
 * @param subject what was looked at
 * @param fault whether it keeps the platform from working
 * @param words what was seen
 * @param mend what to do; empty when nothing has to be done
 */
public record Finding(String subject, boolean fault, String words, String mend) {
  /** Good, or a fault with its mend, in the same words. */
  static Finding of(boolean good, String subject, String words, String mend) {
    return good ? good(subject, words) : fault(subject, words, mend);
  }

  static Finding good(String subject, String words) {
    return new Finding(subject, false, words, "");
  }

  static Finding fault(String subject, String words, String mend) {
    return new Finding(subject, true, words, mend);
  }
}
