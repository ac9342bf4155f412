package dev.headwater.ingest.kafka;

import dev.headwater.ingest.fault.Causes;
import dev.headwater.ingest.fault.IngestException;
import dev.headwater.ingest.request.IngestInput;
import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;

/** Says in words, and to the one who must act, what Kafka's client throws. */
record KafkaFailures(IngestInput.Kafka input, KafkaSettings settings) {
  <T> T call(Supplier<T> work) {
    try {
      return work.get();
    } catch (InterruptException e) {
      throw e;
    } catch (KafkaException e) {
      throw words(e);
    }
  }

  static String noAnswer(IngestInput.Kafka input, String why) {
    return "no Kafka broker answers at " + input.servers() + " (" + why + "); check --bootstrap";
  }

  private RuntimeException words(KafkaException e) {
    Throwable deepest = e;
    while (deepest.getCause() != null) {
      if (deepest.getCause() instanceof IngestException known) {
        return known;
      }
      deepest = deepest.getCause();
    }
    if (e instanceof OffsetOutOfRangeException gone) {
      return new IngestException.User(
          String.format(
              "records of %s were deleted before group %s had read them; to go on without them set"
                  + " auto.offset.reset=earliest in the --properties file",
              gone.offsetOutOfRangePartitions().keySet(), input.group()),
          e);
    }
    // The client's own words can quote a setting: they are masked, and not kept as a cause.
    String why = settings.masked(Causes.deepest(e));
    if (deepest instanceof ConfigException) {
      return new IngestException.User("Kafka's client refuses its settings: %s", why);
    }
    if (deepest instanceof AuthenticationException
        || deepest instanceof AuthorizationException
        || deepest instanceof InvalidTopicException) {
      return new IngestException.User(
          "the broker at %s refuses to give %s: %s", input.servers(), input.name(), why);
    }
    if (e instanceof TimeoutException) {
      return new IngestException.External(noAnswer(input, why));
    }
    return new IngestException.External(
        "reading %s from %s failed: %s; run the same command again to continue",
        input.name(), input.servers(), why);
  }
}
