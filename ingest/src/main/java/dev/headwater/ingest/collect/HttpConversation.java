package dev.headwater.ingest.collect;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.concurrent.ScheduledFuture;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * One client's requests, one after another: the next is not read before the last is answered. Runs
 * on the connection's own thread; what it waits for calls it back there.
 */
final class HttpConversation extends SimpleChannelInboundHandler<HttpObject> {
  /** The event that asks to answer what has come, and no more. */
  static final Object FINISH = new Object();

  /** The event that tells of bytes, before there is a head. */
  static final Object BYTES = new Object();

  /** How much of a refused body is read, so that its sender gets to the answer. */
  private static final long DISCARDED_BYTES = 32L << 20;

  private enum State {
    /** No head has come yet. */
    IDLE,
    BODY,
    /** The answer is known already, and the body is not wanted. */
    DISCARDING,
    /** The records are on their way. */
    WORKING,
    CLOSING
  }

  private final Conversations all;
  private State state = State.IDLE;
  private Admitted admitted;
  private Answer known;
  private ArrivingBody body;
  private long discarded;
  private boolean lastOne;
  private boolean headComes;
  private ScheduledFuture<?> deadline;

  HttpConversation(Conversations all) {
    this.all = all;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    within(context, all.limits().clientTime(), () -> close(context));
    context.read();
  }

  private void within(ChannelHandlerContext context, Duration time, Runnable otherwise) {
    if (deadline != null) {
      deadline.cancel(false);
    }
    deadline = context.executor().schedule(otherwise, time.toMillis(), TimeUnit.MILLISECONDS);
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, HttpObject message) {
    BrokenHttp.of(message).ifPresent(broken -> answerAndClose(context, broken));
    if (message instanceof HttpRequest head && state != State.CLOSING) {
      begin(context, head);
    }
    if (message instanceof HttpContent content && state != State.CLOSING) {
      append(context, content);
    }
    if (state != State.CLOSING && state != State.WORKING) {
      context.read();
    }
  }

  private void begin(ChannelHandlerContext context, HttpRequest head) {
    discarded = 0;
    headComes = false;
    within(context, all.limits().clientTime(), () -> tooSlow(context));
    Optional<Answer> health = all.health(head);
    if (health.isPresent()) {
      known = health.get();
      state = State.DISCARDING;
      return;
    }
    try {
      admitted = all.admission().admit(head);
      body = new ArrivingBody(all.limits().bodyBytes(), admitted.share());
      state = State.BODY;
      if (HttpUtil.is100ContinueExpected(head)) {
        ChannelFuture unused =
            context.writeAndFlush(
                new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.CONTINUE));
      }
    } catch (RefusedException e) {
      refuse(e);
      // Whoever asks first has not sent the body, and need not.
      if (HttpUtil.is100ContinueExpected(head)) {
        answerAndClose(context, known);
      }
    }
  }

  private void refuse(RefusedException e) {
    known = e.answer();
    state = State.DISCARDING;
    release();
  }

  private void release() {
    body = null;
    if (admitted != null) {
      admitted.share().giveBack();
      admitted = null;
    }
  }

  private void append(ChannelHandlerContext context, HttpContent content) {
    if (state == State.BODY) {
      try {
        body.take(content.content());
      } catch (RefusedException e) {
        refuse(e);
      }
    }
    if (state == State.DISCARDING) {
      discarded += content.content().readableBytes();
      if (discarded > DISCARDED_BYTES) {
        answerAndClose(context, known);
      }
    }
    if (content instanceof LastHttpContent && state == State.BODY) {
      submit(context);
    } else if (content instanceof LastHttpContent && state == State.DISCARDING) {
      answer(context, known);
    }
  }

  private void submit(ChannelHandlerContext context) {
    try {
      Submission submission = all.submission(admitted, body.bytes());
      InFlight.Share share = admitted.share();
      admitted = null;
      body = null;
      state = State.WORKING;
      within(context, all.limits().platformTime(), submission::expire);
      CompletableFuture<Answer> unused =
          submission
              .answer()
              .whenComplete(
                  (answer, unexpected) -> {
                    share.giveBack();
                    context.executor().execute(() -> answer(context, answer));
                  });
      all.uplink().submit(submission);
    } catch (RefusedException e) {
      refuse(e);
      answer(context, known);
    }
  }

  private void answer(ChannelHandlerContext context, Answer answer) {
    if (state == State.CLOSING) {
      return;
    }
    if (lastOne) {
      answerAndClose(context, answer);
      return;
    }
    boolean waiting = state == State.WORKING;
    state = State.IDLE;
    all.answered(answer);
    ChannelFuture unused = context.writeAndFlush(answer.response());
    within(context, all.limits().restTime(), () -> close(context));
    if (waiting) {
      context.read();
    }
  }

  private void answerAndClose(ChannelHandlerContext context, Answer answer) {
    release();
    state = State.CLOSING;
    deadline.cancel(false);
    all.answered(answer);
    FullHttpResponse response = answer.response();
    response.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
    ChannelFuture unused = context.writeAndFlush(response).addListener(ChannelFutureListener.CLOSE);
  }

  private void tooSlow(ChannelHandlerContext context) {
    answerAndClose(
        context,
        Answer.refused(
            HttpResponseStatus.REQUEST_TIMEOUT,
            "too_slow",
            "the body did not come within %s ms; send it again, in smaller parts",
            all.limits().clientTime().toMillis()));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event.equals(FINISH)) {
      lastOne = true;
      if (state == State.IDLE) {
        close(context);
      }
    }
    if (event.equals(BYTES) && state == State.IDLE && !headComes) {
      headComes = true;
      within(context, all.limits().clientTime(), () -> close(context));
    }
    super.userEventTriggered(context, event);
  }

  private void close(ChannelHandlerContext context) {
    state = State.CLOSING;
    ChannelFuture unused = context.close();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    // Records that are on their way go on: they may be written already.
    release();
    if (deadline != null && state != State.WORKING) {
      deadline.cancel(false);
    }
    state = State.CLOSING;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    all.failed(failure);
    close(context);
  }
}
