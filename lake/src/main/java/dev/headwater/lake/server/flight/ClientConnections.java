package dev.headwater.lake.server.flight;

import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.ServerTransportFilter;
import io.grpc.netty.NettyServerBuilder;
import java.util.UUID;
import java.util.function.Consumer;

/** Tells calls which connection they come by, which Flight does not, and when one has ended. */
final class ClientConnections extends ServerTransportFilter implements ServerInterceptor {
  private static final Attributes.Key<UUID> OF_TRANSPORT = Attributes.Key.create("connection");
  private static final Context.Key<UUID> OF_CALL = Context.key("connection");

  private final Consumer<UUID> whenEnded;

  ClientConnections(Consumer<UUID> whenEnded) {
    this.whenEnded = whenEnded;
  }

  /** Hears of the connections of a server that is to be built. */
  void listenTo(NettyServerBuilder server) {
    server.addTransportFilter(this).intercept(this);
  }

  /** The connection of the call that this thread handles. */
  static UUID current() {
    return OF_CALL.get();
  }

  @Override
  public Attributes transportReady(Attributes transport) {
    return transport.toBuilder().set(OF_TRANSPORT, UUID.randomUUID()).build();
  }

  @Override
  public void transportTerminated(Attributes transport) {
    // One that never got ready has no name.
    UUID ended = transport == null ? null : transport.get(OF_TRANSPORT);
    if (ended != null) {
      whenEnded.accept(ended);
    }
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    Context context = Context.current().withValue(OF_CALL, call.getAttributes().get(OF_TRANSPORT));
    return Contexts.interceptCall(context, call, headers, next);
  }
}
