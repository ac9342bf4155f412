package dev.headwater.ingest;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the conversations with all clients share. Thread-safe. */
final class Conversations {
  private static final Logger LOG = LoggerFactory.getLogger(Conversations.class);
  private static final int RETRY_SECONDS = 1;

  private final CollectorLimits limits;
  private final Admission admission;
  private final BodyReader bodies;
  private final Uplink uplink;
  private final CollectorTally tally;
  private final Map<ChannelHandlerContext, HttpConversation> open = new ConcurrentHashMap<>();
  private volatile boolean finishing;

  Conversations(
      CollectorLimits limits,
      Admission admission,
      BodyReader bodies,
      Uplink uplink,
      CollectorTally tally) {
    this.limits = limits;
    this.admission = admission;
    this.bodies = bodies;
    this.uplink = uplink;
    this.tally = tally;
  }

  CollectorLimits limits() {
    return limits;
  }

  /** Whether records would be taken now; empty when something else is asked. */
  Optional<Answer> health(HttpRequest head) {
    boolean asked =
        head.method().equals(HttpMethod.GET)
            && new QueryStringDecoder(head.uri()).path().equals("/health");
    if (!asked) {
      return Optional.empty();
    }
    Map<String, Object> document = new LinkedHashMap<>();
    if (uplink.isUp()) {
      document.put("status", "ready");
      return Optional.of(new Answer(HttpResponseStatus.OK, document, OptionalInt.empty()));
    }
    document.put("status", "platform down");
    return Optional.of(
        new Answer(
            HttpResponseStatus.SERVICE_UNAVAILABLE, document, OptionalInt.of(RETRY_SECONDS)));
  }

  Admitted admit(HttpRequest head) throws RefusedException {
    return admission.admit(head);
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

  void submit(Submission submission) {
    uplink.submit(submission);
  }

  void answered(Answer answer) {
    if (answer.isRefusal()) {
      tally.refused();
    }
  }

  void failed(Throwable failure) {
    LOG.debug("a connection is closed", failure);
  }

  void come(ChannelHandlerContext context, HttpConversation conversation) {
    open.put(context, conversation);
    if (finishing) {
      conversation.finish(context);
    }
  }

  void left(ChannelHandlerContext context) {
    open.remove(context);
  }

  int open() {
    return open.size();
  }

  /** Has every conversation end with the request that it is at. */
  void finish() {
    finishing = true;
    open.forEach((context, conversation) -> conversation.finish(context));
  }
}
