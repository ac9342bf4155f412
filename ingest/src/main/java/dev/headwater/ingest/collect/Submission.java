package dev.headwater.ingest.collect;

import dev.headwater.ingest.record.RecordType;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.fluss.row.BinaryString;

/** The records of one request on their way to the platform. Answered once, by whoever is first. */
final class Submission {
  private static final int RETRY_SECONDS = 2;

  private enum Stage {
    WAITING,
    SENT,
    GIVEN_UP
  }

  private final RecordType type;
  private final BinaryString source;
  private final PostedRecords records;
  private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.WAITING);
  private final CompletableFuture<Answer> answer = new CompletableFuture<>();

  /**
   * A request's records.
   *
   * @param source that they are kept aside under, with their indexes
   */
  Submission(RecordType type, BinaryString source, PostedRecords records) {
    this.type = type;
    this.source = source;
    this.records = records;
  }

  RecordType type() {
    return type;
  }

  BinaryString source() {
    return source;
  }

  PostedRecords records() {
    return records;
  }

  CompletableFuture<Answer> answer() {
    return answer;
  }

  /** To be asked before the first write: whether anybody still waits for it. */
  boolean begin() {
    return stage.compareAndSet(Stage.WAITING, Stage.SENT);
  }

  /** All is safe. */
  void complete(Answer safe) {
    answer.complete(safe);
  }

  /** The platform did not take it, or did not say. */
  void fail(String why) {
    refuse(
        HttpResponseStatus.SERVICE_UNAVAILABLE,
        "platform_down",
        "the platform did not acknowledge these records ("
            + why
            + "); nothing is promised of them, send the same body again");
  }

  /** The time for an answer is over. */
  void expire() {
    if (stage.compareAndSet(Stage.WAITING, Stage.GIVEN_UP)) {
      refuse(
          HttpResponseStatus.SERVICE_UNAVAILABLE,
          "platform_busy",
          "the platform is behind, and nothing of this body was written; send it again");
    } else {
      refuse(
          HttpResponseStatus.GATEWAY_TIMEOUT,
          "platform_silent",
          "the platform has not acknowledged these records in time; some may be written,"
              + " send the same body again: what is there already counts once");
    }
  }

  private void refuse(HttpResponseStatus status, String code, String message) {
    answer.complete(Answer.refused(status, code, message).retryAfter(RETRY_SECONDS));
  }
}
