package dev.headwater.lake.server.http;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Requests of one connection, answered one after another. On its connection's thread. */
final class HttpConversation extends SimpleChannelInboundHandler<FullHttpRequest> {
  private final RequestClock clock;
  private final HttpTimes times;
  private final Executor threads;
  private final Consumer<HttpCall> door;
  private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
  private boolean closing;

  /**
   * Nothing has been said.
   *
   * @param door answers a request, on one of the threads
   */
  HttpConversation(RequestClock clock, HttpTimes times, Executor threads, Consumer<HttpCall> door) {
    this.clock = clock;
    this.times = times;
    this.threads = threads;
    this.door = door;
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    if (closing) {
      return;
    }
    clock.come();
    DecoderResult result = request.decoderResult();
    if (result.isFailure()) {
      refuse(context, result.cause());
    } else {
      HttpCall call = new HttpCall(context.channel(), request, times.reading());
      then(context, () -> door.accept(call));
    }
  }

  private void then(ChannelHandlerContext context, Runnable answer) {
    last =
        last.thenRunAsync(answer, threads)
            .whenCompleteAsync((none, failure) -> clock.answered(), context.executor());
  }

  private void refuse(ChannelHandlerContext context, Throwable because) {
    String why = because.getMessage();
    if (because instanceof TooLongHttpLineException) {
      refuse(context, HttpResponseStatus.REQUEST_URI_TOO_LONG, "the address is too long: " + why);
    } else if (because instanceof TooLongHttpHeaderException) {
      refuse(
          context,
          HttpResponseStatus.REQUEST_HEADER_FIELDS_TOO_LARGE,
          "the request's head is too long: " + why);
    } else if (because instanceof TooLongFrameException) {
      refuse(context, HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE, "the body is too long: " + why);
    } else {
      refuse(
          context,
          HttpResponseStatus.BAD_REQUEST,
          "the request is not HTTP as it should be: " + why);
    }
  }

  /** Nobody knows where the next request would begin, so that there is none. */
  private void refuse(ChannelHandlerContext context, HttpResponseStatus status, String error) {
    boolean bodyComes = status.equals(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE);
    closing = !bodyComes;
    HttpCall call =
        new HttpCall(
            context.channel(),
            new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.GET, "/"),
            times.reading());
    if (closing) {
      call.say(HttpHeaderNames.CONNECTION.toString(), HttpHeaderValues.CLOSE.toString());
    }
    then(context, () -> call.sendLast(status.code(), error));
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) throws Exception {
    if (event.equals(RequestClock.TOO_SLOW) && !closing) {
      clock.come();
      refuse(
          context,
          HttpResponseStatus.REQUEST_TIMEOUT,
          "the request did not come within %d ms of its first byte; send it at once"
              .formatted(times.request().toMillis()));
    }
    super.userEventTriggered(context, event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
    ChannelFuture unused = context.close();
  }
}
