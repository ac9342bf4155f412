package dev.headwater.ingest.generate.truth;

import java.util.Objects;

/** An order and an event that belongs to it, and how. */
public record AttributedPair(Kind kind, String customerId, String orderId, String eventId) {

  /** How the event belongs to the order. */
  public enum Kind {
    /** A touch in the seven days before the order. */
    PATH,
    /** The customer's earliest touch ever. */
    FIRST_TOUCH,
    /** The earliest click on the product in the hour before the order. */
    FIRST_CLICK
  }

  public AttributedPair {
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(customerId, "customerId");
    Objects.requireNonNull(orderId, "orderId");
    Objects.requireNonNull(eventId, "eventId");
  }
}
