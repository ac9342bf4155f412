package dev.headwater.lake.server.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/**
 * Ends connections that send nothing for too long, and requests that take too long to come, by
 * their first byte: what never becomes a head is a request, too. On its connection's thread.
 */
final class RequestClock extends ChannelInboundHandlerAdapter {
  /** The event that tells of a request that has not come in time. */
  static final Object TOO_SLOW = new Object();

  /** More are not read before one of these is answered. */
  private static final int MOST_UNANSWERED = 16;

  private final HttpTimes times;
  private ChannelHandlerContext context;
  private ScheduledFuture<?> deadline;
  private boolean coming;
  private int unanswered;

  RequestClock(HttpTimes times) {
    this.times = times;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext added) {
    context = added;
    rest();
  }

  @Override
  public void channelRead(ChannelHandlerContext from, Object bytes) throws Exception {
    if (!coming) {
      coming = true;
      if (unanswered == 0) {
        expect();
      }
    }
    super.channelRead(from, bytes);
  }

  /** A whole request is there. */
  void come() {
    coming = false;
    unanswered++;
    stop();
    if (unanswered >= MOST_UNANSWERED) {
      context.channel().config().setAutoRead(false);
    }
  }

  /** It is answered. */
  void answered() {
    unanswered--;
    context.channel().config().setAutoRead(true);
    if (unanswered == 0 && coming) {
      expect();
    } else if (unanswered == 0) {
      rest();
    }
  }

  private void expect() {
    within(times.request().toMillis(), () -> context.fireUserEventTriggered(TOO_SLOW));
  }

  private void rest() {
    within(
        times.keepAlive().toMillis(),
        () -> {
          ChannelFuture unused = context.close();
        });
  }

  private void within(long millis, Runnable otherwise) {
    stop();
    deadline = context.executor().schedule(otherwise, millis, TimeUnit.MILLISECONDS);
  }

  private void stop() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext from) throws Exception {
    stop();
    super.channelInactive(from);
  }
}
