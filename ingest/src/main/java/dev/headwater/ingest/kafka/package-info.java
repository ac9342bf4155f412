/**
 * Topics of Kafka as a source: membership of the group, offsets and what is committed when rows are
 * safe. May import run and what lies below it; no other source. Start with KafkaSource;
 * KafkaOffsets holds what is read, safe and committed.
 */
package dev.headwater.ingest.kafka;
