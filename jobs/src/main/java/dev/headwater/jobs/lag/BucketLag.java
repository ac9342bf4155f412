package dev.headwater.jobs.lag;

/**
 * What a job has not read of one bucket.
 *
 * @param table name of the table
 * @param partition name of the partition, empty where the table has none
 * @param bucket number of the bucket
 * @param records how many log records lie between the job and the end; repeated rows that changed
 *     nothing are counted too, so this is at most, not exactly, what is left
 */
public record BucketLag(String table, String partition, int bucket, long records) {

  /** For a person: table, partition, bucket and how many records. */
  public String describe() {
    String place = partition.isEmpty() ? table : table + " partition " + partition;
    return place + " bucket " + bucket + " by " + records + (records == 1 ? " record" : " records");
  }
}
