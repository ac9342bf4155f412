package dev.headwater.lake.server;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpContext;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpPrincipal;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/** One request and its answer, which is written no faster than the client reads. */
final class HttpCall extends HttpExchange {
  private final Channel channel;
  private final String method;
  private final URI uri;
  private final String protocol;
  private final Headers asked = new Headers();
  private final Headers answered = new Headers();
  private final Map<String, Object> attributes = new HashMap<>();
  private InputStream request;
  private OutputStream answer = new Body();
  private int status = -1;
  private boolean complete;
  private ChannelFutureListener leaving = closed -> {};

  HttpCall(Channel channel, FullHttpRequest request) {
    this.channel = channel;
    this.method = request.method().name();
    this.uri = URI.create(request.uri());
    this.protocol = request.protocolVersion().text();
    this.request = new ByteArrayInputStream(ByteBufUtil.getBytes(request.content()));
    request.headers().forEach(header -> asked.add(header.getKey(), header.getValue()));
  }

  /** Does something should the client leave before this is closed. */
  void whenGone(Runnable action) {
    leaving = closed -> action.run();
    channel.closeFuture().addListener(leaving);
  }

  /** Ends the connection, and with it an answer that is not complete. */
  void cut() {
    channel.close().awaitUninterruptibly();
  }

  /**
   * Begins the answer.
   *
   * @param length of its body in bytes; 0 when it is not known yet, -1 when there is none
   */
  @Override
  public void sendResponseHeaders(int code, long length) throws IOException {
    status = code;
    HttpResponse response =
        new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.valueOf(code));
    answered.forEach((name, values) -> response.headers().add(name, values));
    if (length == 0) {
      HttpUtil.setTransferEncodingChunked(response, true);
    } else {
      HttpUtil.setContentLength(response, Math.max(0, length));
    }
    send(response);
    if (length < 0) {
      answer.close();
    }
  }

  private void send(Object message) throws IOException {
    ChannelFuture sent = channel.writeAndFlush(message).awaitUninterruptibly();
    if (!sent.isSuccess()) {
      throw new IOException("the client is gone: " + sent.cause().getMessage(), sent.cause());
    }
  }

  private final class Body extends OutputStream {
    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      send(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes, offset, length)));
    }

    @Override
    public void close() throws IOException {
      if (!complete) {
        complete = true;
        send(LastHttpContent.EMPTY_LAST_CONTENT);
      }
    }
  }

  /** Completes the answer; one that was never begun cannot be completed. */
  @Override
  public void close() {
    channel.closeFuture().removeListener(leaving);
    try {
      if (status == -1) {
        cut();
      } else {
        answer.close();
      }
    } catch (IOException gone) {
      cut();
    }
  }

  @Override
  public Headers getRequestHeaders() {
    return asked;
  }

  @Override
  public Headers getResponseHeaders() {
    return answered;
  }

  @Override
  public URI getRequestURI() {
    return uri;
  }

  @Override
  public String getRequestMethod() {
    return method;
  }

  @Override
  public HttpContext getHttpContext() {
    throw new UnsupportedOperationException();
  }

  @Override
  public InputStream getRequestBody() {
    return request;
  }

  @Override
  public OutputStream getResponseBody() {
    return answer;
  }

  @Override
  public InetSocketAddress getRemoteAddress() {
    return (InetSocketAddress) channel.remoteAddress();
  }

  @Override
  public int getResponseCode() {
    return status;
  }

  @Override
  public InetSocketAddress getLocalAddress() {
    return (InetSocketAddress) channel.localAddress();
  }

  @Override
  public String getProtocol() {
    return protocol;
  }

  @Override
  public Object getAttribute(String name) {
    return attributes.get(name);
  }

  @Override
  public void setAttribute(String name, Object value) {
    attributes.put(name, value);
  }

  @Override
  public void setStreams(InputStream in, OutputStream out) {
    request = in == null ? request : in;
    answer = out == null ? answer : out;
  }

  @Override
  public HttpPrincipal getPrincipal() {
    return null;
  }
}
