package dev.headwater.lake.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server that tells a handler when its client has left. The JDK's own does not look until
 * it writes, and a query can compute for minutes before its first row.
 */
final class HttpDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);
  private static final int LONGEST_REQUEST = 2 * 1024 * 1024;

  private final Map<String, Handler> handlers =
      new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(path -> path));
  private final EventLoopGroup sockets =
      new NioEventLoopGroup(1, new DefaultThreadFactory("query-http-sockets", true));
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DefaultThreadFactory("query-http", true));

  /** Answers a request. */
  interface Handler {
    void handle(HttpCall call) throws IOException;
  }

  /** Has requests for a path, and for those below it, answered; the longest path wins. */
  void serve(String path, Handler handler) {
    handlers.put(path, handler);
  }

  /**
   * Opens the door.
   *
   * @throws IOException when the port is taken
   */
  void open(String bindAddress, int port) throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(sockets)
            .channel(NioServerSocketChannel.class)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new HttpServerCodec(),
                            new HttpServerKeepAliveHandler(),
                            new HttpObjectAggregator(LONGEST_REQUEST),
                            new Conversation());
                  }
                })
            .bind(bindAddress, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
  }

  /** Requests of one connection, answered one after another. */
  private final class Conversation extends SimpleChannelInboundHandler<FullHttpRequest> {
    private CompletableFuture<Void> last = CompletableFuture.completedFuture(null);

    @Override
    protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
      HttpCall call = new HttpCall(context.channel(), request);
      last = last.thenRunAsync(() -> answer(call), threads);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable failure) {
      ChannelFuture unused = context.close();
    }
  }

  /** Where a handler fails the connection is cut, so that no answer looks complete that is not. */
  private void answer(HttpCall call) {
    try {
      handler(call.uri().getPath()).handle(call);
      call.close();
    } catch (IOException | RuntimeException e) {
      LOG.debug("a connection is cut path={}", call.uri(), e);
      call.cut();
    }
  }

  private Handler handler(String path) {
    return handlers.entrySet().stream()
        .filter(entry -> path.startsWith(entry.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(HttpCall::sendNotFound);
  }

  @Override
  public void close() {
    sockets.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    threads.shutdownNow();
  }
}
