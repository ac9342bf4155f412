package dev.headwater.ingest.record;

import dev.headwater.ingest.fault.Quoted;

/** A record that breaks a rule. Has no stack trace: it is data, and bad input can be plenty. */
public final class BadRecordException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  public BadRecordException(Reason reason, String detail) {
    super(detail, null, false, false);
    this.reason = reason;
  }

  /**
   * A field whose value breaks a rule.
   *
   * @param how it does, in words that go on from "is 'value', "
   */
  static BadRecordException of(Reason reason, String field, String text, String how) {
    return new BadRecordException(
        reason, "field '" + field + "' is " + Quoted.of(text) + ", " + how);
  }

  public Reason reason() {
    return reason;
  }

  /** The rule in words, with the field's name and value. */
  public String detail() {
    return getMessage();
  }
}
