package dev.headwater.lake.server.flight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.grpc.netty.NettyServerBuilder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.arrow.flight.Action;
import org.apache.arrow.flight.FlightClient;
import org.apache.arrow.flight.FlightServer;
import org.apache.arrow.flight.Location;
import org.apache.arrow.flight.NoOpFlightProducer;
import org.apache.arrow.flight.Result;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.Test;

class ClientConnectionsTest {
  @Test
  void everyCallKnowsItsConnectionAndItsEndIsTold() throws Exception {
    Set<UUID> ended = ConcurrentHashMap.newKeySet();
    Consumer<NettyServerBuilder> connections = new ClientConnections(ended::add)::listenTo;
    try (BufferAllocator allocator = new RootAllocator();
        FlightServer server =
            FlightServer.builder(allocator, Location.forGrpcInsecure("127.0.0.1", 0), new Telling())
                .transportHint("grpc.builderConsumer", connections)
                .build()
                .start()) {
      Location address = Location.forGrpcInsecure("127.0.0.1", server.getPort());
      try (FlightClient other = FlightClient.builder(allocator, address).build()) {
        UUID first;
        try (FlightClient client = FlightClient.builder(allocator, address).build()) {
          first = connection(client);
          assertThat(connection(client)).isEqualTo(first);
          assertThat(connection(other)).isNotEqualTo(first);
          assertThat(ended).isEmpty();
        }
        await("the end of the connection is told").until(() -> ended.contains(first));
        assertThat(ended).containsExactly(first);
      }
    }
  }

  private static UUID connection(FlightClient client) {
    Iterator<Result> answer = client.doAction(new Action("connection"));
    UUID told = UUID.fromString(new String(answer.next().getBody(), StandardCharsets.UTF_8));
    assertThat(answer.hasNext()).isFalse();
    return told;
  }

  /** Answers with the connection by which it was asked. */
  private static final class Telling extends NoOpFlightProducer {
    @Override
    public void doAction(CallContext context, Action action, StreamListener<Result> listener) {
      listener.onNext(
          new Result(ClientConnections.current().toString().getBytes(StandardCharsets.UTF_8)));
      listener.onCompleted();
    }
  }
}
