package dev.headwater.lake.union;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import org.apache.fluss.client.table.scanner.log.LogScanner;
import org.apache.fluss.client.table.scanner.log.LogScannerImpl;
import org.apache.fluss.metadata.TableBucket;

/**
 * How far a log scanner has read a bucket, empty batches included.
 *
 * <p>The client tells only the offsets of records, so a log that ends in empty batches never seems
 * to be read to its end. The scanner itself keeps the position, in a field without an accessor;
 * this class alone knows it. Not thread-safe, as the scanner.
 */
public final class LogPosition {
  private static final String STATUS_FIELD = "logScannerStatus";
  private static final String OFFSET_METHOD = "getBucketOffset";

  private final Object status;
  private final Method bucketOffset;

  private LogPosition(Object status, Method bucketOffset) {
    this.status = status;
    this.bucketOffset = bucketOffset;
  }

  /**
   * The positions of a scanner of the Fluss client.
   *
   * @throws IllegalStateException when the client's internals are not the expected ones
   */
  public static LogPosition of(LogScanner scanner) {
    try {
      Field field = LogScannerImpl.class.getDeclaredField(STATUS_FIELD);
      field.setAccessible(true);
      Object status = field.get(scanner);
      Method method = status.getClass().getDeclaredMethod(OFFSET_METHOD, TableBucket.class);
      method.setAccessible(true);
      return new LogPosition(status, method);
    } catch (ReflectiveOperationException | IllegalArgumentException e) {
      throw changed(e);
    }
  }

  /**
   * Offset of the next record the scanner would return.
   *
   * @throws IllegalStateException when the scanner is not subscribed to the bucket
   */
  public long next(TableBucket bucket) {
    try {
      Long offset = (Long) bucketOffset.invoke(status, bucket);
      if (offset == null) {
        throw new IllegalStateException("the scanner is not subscribed to " + bucket);
      }
      return offset;
    } catch (ReflectiveOperationException e) {
      throw changed(e);
    }
  }

  private static IllegalStateException changed(Exception cause) {
    return new IllegalStateException(
        "the Fluss client keeps its position elsewhere than in LogScannerImpl.%s.%s(TableBucket); adapt LogPosition to its version"
            .formatted(STATUS_FIELD, OFFSET_METHOD),
        cause);
  }
}
