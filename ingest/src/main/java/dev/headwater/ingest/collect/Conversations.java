package dev.headwater.ingest.collect;

import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the conversations with all clients share. Thread-safe. */
record Conversations(
    CollectorLimits limits,
    Admission admission,
    BodyReader bodies,
    Uplink uplink,
    CollectorTally tally) {
  private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
  private static final int RETRY_SECONDS = 1;

  /** Whether records would be taken now; empty when something else is asked. */
  Optional<Answer> health(HttpRequest head) {
    boolean asked =
        (head.method().equals(HttpMethod.GET) || head.method().equals(HttpMethod.HEAD))
            && new QueryStringDecoder(head.uri()).path().equals("/health");
    if (!asked) {
      return Optional.empty();
    }
    return Optional.of(
        uplink.isUp()
            ? new Answer(HttpResponseStatus.OK, Map.of("status", "ready"), OptionalInt.empty())
            : new Answer(
                HttpResponseStatus.SERVICE_UNAVAILABLE,
                Map.of("status", "platform down"),
                OptionalInt.of(RETRY_SECONDS)));
  }

  /** The records of a body that has come as a whole. */
  Submission submission(Admitted admitted, byte[] sent) throws RefusedException {
    byte[] body = sent;
    if (admitted.zipped()) {
      body = bodies.unzip(sent);
      if (!admitted.share().hold(body.length)) {
        throw Admission.busy();
      }
    }
    PostedRecords records = bodies.read(body, admitted.contentType());
    return new Submission(admitted.type(), admitted.source(body), records);
  }

  void answered(Answer answer) {
    if (answer.isRefusal()) {
      tally.refused();
    }
  }

  void failed(Throwable failure) {
    LOG.debug("a connection is closed", failure);
  }
}
