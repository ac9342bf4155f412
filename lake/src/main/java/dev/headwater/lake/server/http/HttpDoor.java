package dev.headwater.lake.server.http;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An HTTP server that tells a handler when its client has left. The JDK's own does not look until
 * it writes, and a query can compute for minutes before its first row.
 */
final class HttpDoor implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HttpDoor.class);

  private final Map<String, Route> routes =
      new TreeMap<>(Comparator.comparing(String::length).reversed().thenComparing(path -> path));
  private final EventLoopGroup sockets =
      new NioEventLoopGroup(1, new DefaultThreadFactory("query-http-sockets", true));
  private final ExecutorService threads =
      Executors.newCachedThreadPool(new DefaultThreadFactory("query-http", true));
  private final HttpTimes times;

  HttpDoor(HttpTimes times) {
    this.times = times;
  }

  /** Answers a request. */
  interface Handler {
    void handle(HttpCall call) throws IOException;
  }

  /**
   * Who answers at a path.
   *
   * @param methods that may be asked for there
   */
  private record Route(Set<String> methods, Handler handler) {
    static final Route NOWHERE = new Route(Set.of(), HttpCall::sendNotFound);

    void handle(HttpCall call) throws IOException {
      if (methods.isEmpty() || methods.contains(call.method())) {
        handler.handle(call);
        return;
      }
      call.say("Allow", allowed(methods));
      if (call.method().equals("OPTIONS")) {
        call.sendNothing();
      } else {
        call.send(
            405,
            "%s is not answered with %s, only with %s"
                .formatted(call.uri().getPath(), call.method(), allowed(methods)));
      }
    }
  }

  private static String allowed(Collection<String> methods) {
    TreeSet<String> told = new TreeSet<>(methods);
    told.add("OPTIONS");
    return String.join(", ", told);
  }

  /**
   * Has requests for a path, and for those below it, answered; the longest path wins.
   *
   * @param methods that may be asked for there; others are refused with these
   */
  void serve(String path, Set<String> methods, Handler handler) {
    routes.put(path, new Route(Set.copyOf(methods), handler));
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
                    RequestClock clock = new RequestClock(times);
                    channel
                        .pipeline()
                        .addLast(
                            clock,
                            new HttpServerCodec(),
                            new CheckedHeads(),
                            new HttpServerKeepAliveHandler(),
                            new BoundedBodies(),
                            new HttpConversation(clock, times, threads, HttpDoor.this::answer));
                  }
                })
            .bind(bindAddress, port)
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IOException(bound.cause().getMessage(), bound.cause());
    }
  }

  /** Where a handler fails the connection is cut, so that no answer looks complete that is not. */
  private void answer(HttpCall call) {
    boolean answered = false;
    try {
      route(call).handle(call);
      call.close();
      answered = true;
    } catch (IOException | RuntimeException e) {
      LOG.debug("a connection is cut path={}", call.uri(), e);
    } finally {
      if (!answered) {
        call.cut();
      }
    }
  }

  private Route route(HttpCall call) {
    String path = call.uri().getPath();
    if (path.equals("*")) {
      return new Route(
          routes.values().stream()
              .flatMap(route -> route.methods().stream())
              .collect(Collectors.toSet()),
          HttpCall::sendNotFound);
    }
    return routes.entrySet().stream()
        .filter(entry -> isAt(path, entry.getKey()))
        .findFirst()
        .map(Map.Entry::getValue)
        .orElse(Route.NOWHERE);
  }

  private static boolean isAt(String path, String served) {
    return path.equals(served) || path.startsWith(served.equals("/") ? served : served + "/");
  }

  @Override
  public void close() {
    sockets.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    threads.shutdownNow();
  }
}
