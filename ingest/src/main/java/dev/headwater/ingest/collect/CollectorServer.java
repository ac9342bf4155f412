package dev.headwater.ingest.collect;

import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.fault.IngestException;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.group.ChannelGroup;
import io.netty.channel.group.DefaultChannelGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.codec.http.HttpServerKeepAliveHandler;
import io.netty.handler.codec.http.cors.CorsConfig;
import io.netty.handler.codec.http.cors.CorsConfigBuilder;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.GlobalEventExecutor;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Listens, and gives each connection its conversation. Threads do not grow with connections. */
final class CollectorServer implements AutoCloseable {
  private static final int BACKLOG = 1_024;
  private static final int READING_THREADS = 2;
  private static final long PREFLIGHT_SECONDS = 3_600;

  private final CollectorRequest request;
  private final Conversations conversations;
  private final EventLoopGroup accepting =
      new NioEventLoopGroup(1, new DefaultThreadFactory("collect-accept", true));
  private final EventLoopGroup reading =
      new NioEventLoopGroup(READING_THREADS, new DefaultThreadFactory("collect-read", true));
  private final ChannelGroup connections = new DefaultChannelGroup(GlobalEventExecutor.INSTANCE);
  private final Optional<CorsConfig> pages;
  private volatile boolean finishing;
  private Channel listening;

  CollectorServer(CollectorRequest request, Conversations conversations) {
    this.request = request;
    this.conversations = conversations;
    this.pages =
        request.origins().isEmpty() ? Optional.empty() : Optional.of(pages(request.origins()));
  }

  private static CorsConfig pages(List<String> origins) {
    CorsConfigBuilder builder =
        origins.contains("*")
            ? CorsConfigBuilder.forAnyOrigin()
            : CorsConfigBuilder.forOrigins(origins.toArray(String[]::new));
    return builder
        .allowedRequestMethods(HttpMethod.POST)
        .allowedRequestHeaders(
            "authorization", "content-type", "content-encoding", "idempotency-key")
        .exposeHeaders("retry-after")
        .maxAge(PREFLIGHT_SECONDS)
        .build();
  }

  /**
   * Begins to listen.
   *
   * @throws IngestException.User when the address cannot be had
   */
  void listen() {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(accepting, reading)
            .channel(NioServerSocketChannel.class)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .option(ChannelOption.SO_REUSEADDR, true)
            // A conversation asks for each part of a request when it can take it.
            .childOption(ChannelOption.AUTO_READ, false)
            .childOption(ChannelOption.TCP_NODELAY, true)
            .childHandler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel channel) {
                    take(channel);
                  }
                })
            .bind(request.listen())
            .awaitUninterruptibly();
    if (!bound.isSuccess()) {
      throw new IngestException.User(
          String.format(
              "cannot listen on %s:%s (%s); another program may hold the port, choose one with"
                  + " --listen HOST:PORT",
              request.listen().getHostString(),
              request.listen().getPort(),
              Causes.deepest(bound.cause())),
          bound.cause());
    }
    listening = bound.channel();
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listening.localAddress();
  }

  /** Tells a conversation of bytes: what never becomes a head is not seen otherwise. */
  private static final class ComingBytes extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) throws Exception {
      context.fireUserEventTriggered(HttpConversation.BYTES);
      super.channelRead(context, bytes);
    }
  }

  private void take(Channel channel) {
    connections.add(channel);
    if (finishing || connections.size() > request.limits().connections()) {
      ChannelFuture unused = channel.close();
      return;
    }
    ChannelPipeline pipeline = channel.pipeline();
    pipeline.addLast(
        new WriteTimeoutHandler(request.limits().clientTime().toMillis(), TimeUnit.MILLISECONDS),
        new ComingBytes(),
        new HttpServerCodec(),
        new FlowControlHandler(),
        new HttpServerKeepAliveHandler());
    pages.ifPresent(origins -> pipeline.addLast(new PagesHandler(origins)));
    pipeline.addLast(new HttpConversation(conversations));
  }

  /**
   * Takes no new connection, and answers what has come over those that are open.
   *
   * @param wait for these answers, at most
   */
  void drain(Duration wait) {
    if (listening != null) {
      listening.close().awaitUninterruptibly();
    }
    finishing = true;
    connections.forEach(one -> one.pipeline().fireUserEventTriggered(HttpConversation.FINISH));
    long end = System.nanoTime() + wait.toNanos();
    for (Channel connection : connections) {
      long left = Math.max(0, end - System.nanoTime());
      boolean unused = connection.closeFuture().awaitUninterruptibly(left, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void close() {
    accepting.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
    reading.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
