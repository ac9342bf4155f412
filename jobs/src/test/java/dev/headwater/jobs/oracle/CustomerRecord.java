package dev.headwater.jobs.oracle;

import java.time.Instant;

/**
 * A version of a customer as it stands in a file; everything but id, name and updatedAt may be
 * null.
 */
public record CustomerRecord(
    String customerId,
    String name,
    String email,
    String segment,
    String acquisitionChannel,
    String country,
    Boolean optIn,
    Instant updatedAt) {}
