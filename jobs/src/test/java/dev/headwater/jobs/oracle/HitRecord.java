package dev.headwater.jobs.oracle;

import java.time.Instant;

/** A request as it stands in a web log; the referrer may be null. */
public record HitRecord(String host, String referrer, Instant hitTime) {}
