package dev.headwater.jobs.function;

import java.time.Instant;
import org.apache.flink.table.annotation.DataTypeHint;

/**
 * An event as {@link Sessionize} takes it.
 *
 * @param shard what the sessions are spread by; a function of the customer
 * @param customerId who acted
 * @param eventId identity of the event
 * @param eventType free text; {@code page_view} and {@code click} are counted
 * @param channel marketing channel, null when none
 * @param pageHost host of the page, null when unknown
 * @param eventTime when it happened, to the millisecond
 */
public record SessionEvent(
    String shard,
    String customerId,
    String eventId,
    String eventType,
    String channel,
    String pageHost,
    @DataTypeHint("TIMESTAMP_LTZ(3)") Instant eventTime) {}
