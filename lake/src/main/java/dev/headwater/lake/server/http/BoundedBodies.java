package dev.headwater.lake.server.http;

import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpRequest;

/** Collects bodies; one that is too long comes without its bytes, to be answered in its turn. */
final class BoundedBodies extends HttpObjectAggregator {
  private static final int LONGEST_REQUEST = 2 * 1024 * 1024;

  BoundedBodies() {
    super(LONGEST_REQUEST);
  }

  @Override
  protected void handleOversizedMessage(ChannelHandlerContext context, HttpMessage oversized) {
    HttpRequest head = (HttpRequest) oversized;
    FullHttpRequest told =
        new DefaultFullHttpRequest(head.protocolVersion(), head.method(), head.uri());
    told.setDecoderResult(
        DecoderResult.failure(
            new TooLongFrameException("it has more than " + LONGEST_REQUEST + " bytes")));
    context.fireChannelRead(told);
  }
}
