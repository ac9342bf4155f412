package dev.headwater.jobs.lag;

import org.apache.fluss.metadata.TableBucket;

/**
 * Where a bucket's log ends.
 *
 * @param table name of the table
 * @param partition name of the partition, empty where the table has none
 * @param bucket the bucket
 * @param end offset that the next record of the log will have
 */
public record BucketEnd(String table, String partition, TableBucket bucket, long end) {}
