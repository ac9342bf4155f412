package dev.headwater.jobs.lag;

import dev.headwater.jobs.fault.ProgressException;
import dev.headwater.lake.Causes;
import dev.headwater.lake.LakeException.Actor;
import org.apache.fluss.client.FlussConnection;
import org.apache.fluss.client.metadata.MetadataUpdater;
import org.apache.fluss.exception.FlussRuntimeException;
import org.apache.fluss.exception.PartitionNotExistException;
import org.apache.fluss.exception.RetriableException;
import org.apache.fluss.metadata.TableBucket;
import org.apache.fluss.metadata.TableInfo;
import org.apache.fluss.record.LogRecordBatch;
import org.apache.fluss.record.LogRecords;
import org.apache.fluss.record.MemoryLogRecords;
import org.apache.fluss.rpc.entity.FetchLogResultForBucket;
import org.apache.fluss.rpc.gateway.TabletServerGateway;
import org.apache.fluss.rpc.messages.FetchLogRequest;
import org.apache.fluss.rpc.messages.FetchLogResponse;
import org.apache.fluss.rpc.messages.PbFetchLogReqForBucket;
import org.apache.fluss.rpc.messages.PbFetchLogReqForTable;
import org.apache.fluss.rpc.protocol.Errors;
import org.apache.fluss.rpc.util.CommonRpcMessageUtils;
import org.apache.fluss.utils.ExceptionUtils;

/**
 * Fetches the log's batches and looks at their headers.
 *
 * <p>Fluss's log scanner hands out records only and so cannot tell that it passed an empty batch.
 */
final class FetchedRecords {
  private static final int FETCH_BYTES = 256 * 1024;

  private final MetadataUpdater metadata;

  FetchedRecords(FlussConnection connection) {
    this.metadata = connection.getMetadataUpdater();
  }

  /**
   * Whether a piece of a log holds a record. A write that changes nothing, such as a repeated row
   * in a {@code first_row} table, leaves a batch without records that moves the log's end.
   *
   * @param from first offset looked at
   * @param to offset after the last one looked at
   */
  boolean exist(TableInfo table, TableBucket bucket, long from, long to) {
    try {
      return look(table, bucket, from, to);
    } catch (ProgressException e) {
      throw leaderAskedFor(table, bucket, e);
    } catch (FlussRuntimeException e) {
      // A partition that was dropped in the meantime holds nothing that a job could still read.
      if (ExceptionUtils.findThrowable(e, PartitionNotExistException.class).isPresent()) {
        return false;
      }
      throw unreadable(bucket, e);
    }
  }

  private static ProgressException unreadable(TableBucket bucket, Exception cause) {
    return new ProgressException(
        Actor.EXTERNAL,
        "the log of " + bucket + " cannot be read: " + Causes.deepest(cause),
        cause);
  }

  /** Without it, a leader that was known once is asked for ever. */
  private ProgressException leaderAskedFor(
      TableInfo table, TableBucket bucket, ProgressException trouble) {
    try {
      metadata.updateTableOrPartitionMetadata(table.getTablePath(), bucket.getPartitionId());
    } catch (FlussRuntimeException e) {
      trouble.addSuppressed(e);
    }
    return trouble;
  }

  private boolean look(TableInfo table, TableBucket bucket, long from, long to) {
    long next = from;
    while (next < to) {
      FetchLogResultForBucket fetched = fetch(table, bucket, next);
      if (fetched.getErrorCode() == Errors.PARTITION_NOT_EXISTS.code()
          || fetched.getErrorCode() == Errors.UNKNOWN_TABLE_OR_BUCKET_EXCEPTION.code()) {
        return false;
      }
      if (Errors.forCode(fetched.getErrorCode()).exception() instanceof RetriableException e) {
        throw unreadable(bucket, e);
      }
      // What was moved to remote storage is read by its own means; segments go there when full.
      if (fetched.fetchFromRemote() || fetched.getErrorCode() != Errors.NONE.code()) {
        return true;
      }
      long read = firstOffsetWithoutRecords(fetched.recordsOrEmpty(), next, to);
      if (read <= next) {
        return true;
      }
      next = read;
    }
    return false;
  }

  /** The offset up to which the batches hold no record, or -1 when one holds a record. */
  private static long firstOffsetWithoutRecords(LogRecords records, long from, long to) {
    long next = from;
    if (MemoryLogRecords.EMPTY.equals(records)) {
      return next;
    }
    for (LogRecordBatch batch : records.batches()) {
      if (batch.baseLogOffset() >= to) {
        return to;
      }
      if (batch.getRecordCount() > 0 && batch.lastLogOffset() >= from) {
        return -1;
      }
      next = Math.max(next, batch.nextLogOffset());
    }
    return next;
  }

  private FetchLogResultForBucket fetch(TableInfo table, TableBucket bucket, long offset) {
    int leader = metadata.leaderFor(table.getTablePath(), bucket);
    TabletServerGateway gateway = metadata.newTabletServerClientForNode(leader);
    if (gateway == null) {
      throw new ProgressException(
          Actor.EXTERNAL, "tablet server " + leader + ", leader of " + bucket + ", is not there");
    }
    FetchLogRequest request =
        new FetchLogRequest().setFollowerServerId(-1).setMaxBytes(FETCH_BYTES);
    PbFetchLogReqForTable tableRequest =
        request.addTablesReq().setTableId(bucket.getTableId()).setProjectionPushdownEnabled(false);
    PbFetchLogReqForBucket bucketRequest =
        tableRequest
            .addBucketsReq()
            .setBucketId(bucket.getBucket())
            .setFetchOffset(offset)
            .setMaxFetchBytes(FETCH_BYTES);
    if (bucket.getPartitionId() != null) {
      bucketRequest.setPartitionId(bucket.getPartitionId());
    }
    FetchLogResponse response =
        Futures.await(
            () -> gateway.fetchLog(request), "reading the log of " + bucket + " at " + offset);
    return CommonRpcMessageUtils.getFetchLogResultForBucket(
        bucket, table.getTablePath(), response.getTablesRespAt(0).getBucketsRespAt(0));
  }
}
