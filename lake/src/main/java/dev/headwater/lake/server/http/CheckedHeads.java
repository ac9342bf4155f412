package dev.headwater.lake.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;

/** Marks heads as broken that the decoder lets pass and that others may understand otherwise. */
final class CheckedHeads extends ChannelInboundHandlerAdapter {
  @Override
  public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
    if (message instanceof HttpRequest head && head.decoderResult().isSuccess()) {
      try {
        check(head);
      } catch (IllegalArgumentException e) {
        head.setDecoderResult(DecoderResult.failure(e));
      }
    }
    super.channelRead(context, message);
  }

  private static void check(HttpRequest head) {
    List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
    if (codings.size() > 1
        || (codings.size() == 1
            && !HttpHeaderValues.CHUNKED.contentEqualsIgnoreCase(codings.get(0).strip()))) {
      throw new IllegalArgumentException(
          "its Transfer-Encoding is " + String.join(", ", codings) + ", not chunked alone");
    }
    try {
      boolean whole = head.method().equals(HttpMethod.OPTIONS) && head.uri().equals("*");
      if (!whole && new URI(head.uri()).getPath() == null) {
        throw new IllegalArgumentException("its address '" + head.uri() + "' has no path");
      }
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException(
          "its address '%s' is none (%s)".formatted(head.uri(), e.getMessage()), e);
    }
  }
}
