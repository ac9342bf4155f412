package dev.headwater.lake.server.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.headwater.lake.server.ask.Reader;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.EmptyHttpHeaders;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** One request and its answer, which is written no faster than the client reads. */
final class HttpCall {
  private static final long LOOK_MILLIS = 250;

  private final Channel channel;
  private final String method;
  private final URI uri;
  private final HttpHeaders asked;
  private final byte[] body;
  private final HttpHeaders answered = new DefaultHttpHeaders();
  private Reader reader = Reader.ANYONE;
  private boolean begun;
  private boolean complete;
  private ChannelFutureListener leaving = closed -> {};
  private Waiting waiting;

  /** What is looked at while the client takes nothing. */
  private interface Waiting {
    void go(long nanos) throws IOException;
  }

  /**
   * A request as it came.
   *
   * @param reading how long the client may take for a part of the answer
   * @throws IllegalArgumentException when its address is none
   */
  HttpCall(Channel channel, FullHttpRequest request, Duration reading) {
    this.channel = channel;
    this.method = request.method().name();
    this.uri = URI.create(request.uri());
    this.waiting =
        nanos -> {
          if (nanos > reading.toNanos()) {
            throw new IOException("the client took nothing for " + reading.toMillis() + " ms");
          }
        };
    this.asked = request.headers();
    this.body = ByteBufUtil.getBytes(request.content());
  }

  String method() {
    return method;
  }

  URI uri() {
    return uri;
  }

  /** What the request says under this name; null when nothing. */
  String header(String name) {
    return asked.get(name);
  }

  byte[] body() {
    return body;
  }

  /** Who asks, once that is known. */
  Reader reader() {
    return reader;
  }

  void by(Reader known) {
    reader = known;
  }

  /** Does something should the client leave before this is closed. */
  void whenGone(Runnable action) {
    leaving = closed -> action.run();
    channel.closeFuture().addListener(leaving);
  }

  /** Lets the client take its time for the answer as long as this throws nothing. */
  void whileUnread(Runnable check) {
    waiting = nanos -> check.run();
  }

  /** Ends the connection, and with it an answer that is not complete. */
  void cut() {
    channel.close().awaitUninterruptibly();
  }

  /** Says something beside the answer. */
  void say(String header, String value) {
    answered.set(header, value);
  }

  /** Whether the answer's status is sent. */
  boolean begun() {
    return begun;
  }

  void send(int status, JsonNode document) throws IOException {
    send(
        status,
        AnswerFormat.JSON.contentType(),
        (document + "\n").getBytes(StandardCharsets.UTF_8));
  }

  void send(int status, String contentType, byte[] content) throws IOException {
    answered.set(HttpHeaderNames.CONTENT_TYPE, contentType);
    sendWhole(status, content);
  }

  void send(int status, String error) throws IOException {
    send(status, JsonNodeFactory.instance.objectNode().put("error", error));
  }

  /** An answer after which there is none on this connection; whether it arrives is not known. */
  void sendLast(int status, String error) {
    try {
      send(status, error);
    } catch (IOException gone) {
      cut();
    }
  }

  void sendNotFound() throws IOException {
    send(HttpResponseStatus.NOT_FOUND.code(), "there is nothing at " + uri.getPath());
  }

  void sendNothing() throws IOException {
    sendWhole(HttpResponseStatus.NO_CONTENT.code(), new byte[0]);
  }

  private void sendWhole(int status, byte[] content) throws IOException {
    begun = true;
    complete = true;
    answered.set(HttpHeaderNames.CONTENT_LENGTH, content.length);
    send(
        new DefaultFullHttpResponse(
            HttpVersion.HTTP_1_1,
            HttpResponseStatus.valueOf(status),
            Unpooled.wrappedBuffer(content),
            answered,
            EmptyHttpHeaders.INSTANCE));
  }

  /** Takes an answer as it comes; its status goes out with the first bytes. */
  OutputStream stream(String contentType) {
    answered.set(HttpHeaderNames.CONTENT_TYPE, contentType);
    return new Body();
  }

  private final class Body extends OutputStream {
    @Override
    public void write(int single) throws IOException {
      write(new byte[] {(byte) single}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      if (!begun) {
        begun = true;
        HttpResponse response =
            new DefaultHttpResponse(HttpVersion.HTTP_1_1, HttpResponseStatus.OK, answered);
        HttpUtil.setTransferEncodingChunked(response, true);
        send(response);
      }
      send(new DefaultHttpContent(Unpooled.wrappedBuffer(bytes, offset, length)));
    }

    @Override
    public void close() throws IOException {
      complete();
    }
  }

  private void complete() throws IOException {
    if (!complete) {
      complete = true;
      send(LastHttpContent.EMPTY_LAST_CONTENT);
    }
  }

  private void send(Object message) throws IOException {
    ChannelFuture sent = channel.writeAndFlush(message);
    long since = System.nanoTime();
    while (!sent.awaitUninterruptibly(LOOK_MILLIS)) {
      waiting.go(System.nanoTime() - since);
    }
    if (!sent.isSuccess()) {
      throw new IOException("the client is gone: " + sent.cause().getMessage(), sent.cause());
    }
  }

  /** Completes the answer; one that was never begun cannot be completed. */
  void close() {
    channel.closeFuture().removeListener(leaving);
    try {
      if (begun) {
        complete();
      } else {
        cut();
      }
    } catch (IOException gone) {
      cut();
    }
  }
}
