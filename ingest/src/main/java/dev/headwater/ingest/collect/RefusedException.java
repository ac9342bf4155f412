package dev.headwater.ingest.collect;

import io.netty.handler.codec.http.HttpResponseStatus;

/** A request that is refused as a whole. Has no stack trace: it is data, and can be plenty. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Answer answer;

  RefusedException(Answer answer) {
    super(answer.document().toString(), null, false, false);
    this.answer = answer;
  }

  RefusedException(HttpResponseStatus status, String code, String format, Object... values) {
    this(Answer.refused(status, code, format, values));
  }

  Answer answer() {
    return answer;
  }
}
