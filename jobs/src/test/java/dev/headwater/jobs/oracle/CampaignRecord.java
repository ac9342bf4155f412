package dev.headwater.jobs.oracle;

import java.time.Instant;

/** A version of a campaign as it stands in a file; channel and active may be null. */
public record CampaignRecord(
    String campaignId, String name, String channel, Boolean active, Instant updatedAt) {}
