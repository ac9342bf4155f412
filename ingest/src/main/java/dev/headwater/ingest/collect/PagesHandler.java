package dev.headwater.ingest.collect;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.cors.CorsConfig;
import io.netty.handler.codec.http.cors.CorsHandler;

/** Tells browsers which pages may send. */
final class PagesHandler extends CorsHandler {
  PagesHandler(CorsConfig origins) {
    super(origins);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    boolean preflight = message instanceof HttpRequest head && isPreflight(head);
    super.channelRead(context, message);
    if (preflight) {
      // Answered here, so that nobody behind this handler asks for what comes next.
      context.read();
    }
  }

  private static boolean isPreflight(HttpRequest head) {
    return head.method().equals(HttpMethod.OPTIONS)
        && head.headers().contains(HttpHeaderNames.ORIGIN)
        && head.headers().contains(HttpHeaderNames.ACCESS_CONTROL_REQUEST_METHOD);
  }
}
