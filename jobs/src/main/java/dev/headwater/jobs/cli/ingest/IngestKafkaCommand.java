package dev.headwater.jobs.cli.ingest;

import dev.headwater.ingest.request.IngestInput;
import dev.headwater.ingest.request.IngestInput.Until;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads topics of Kafka into a table, as a member of a consumer group. */
@Command(
    name = "kafka",
    mixinStandardHelpOptions = true,
    description = {
      "Read topics of Kafka into a table until Ctrl-C, as a member of a consumer group.",
      "A record is acknowledged to Kafka when it is safe; bad ones are kept aside with their reason."
    })
final class IngestKafkaCommand implements Callable<Integer> {
  @Option(
      names = "--bootstrap",
      paramLabel = "HOST:PORT",
      required = true,
      description = "Some of the brokers, comma-separated.")
  String bootstrap;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      required = true,
      split = ",",
      description = "Topic to read; several by comma, or the option again.")
  List<String> topics;

  @Option(
      names = "--group",
      paramLabel = "NAME",
      description = "Consumer group, whose members share the topics (default: headwater-TABLE).")
  String group;

  @Option(
      names = "--properties",
      paramLabel = "FILE",
      description = "Further settings of Kafka's consumer, such as those of SASL and TLS.")
  Path properties;

  @Option(
      names = "--until-end",
      description = "End where the topics end now, instead of waiting for more.")
  boolean untilEnd;

  @Mixin IngestOptions options = new IngestOptions();

  @Spec CommandSpec spec;

  @Override
  public Integer call() {
    options.requireTable(spec);
    IngestInput input =
        new IngestInput.Kafka(
            bootstrap,
            topics,
            group == null ? "headwater-" + options.table : group,
            Optional.ofNullable(properties),
            untilEnd ? Until.END : Until.STOPPED);
    return options.follow(input);
  }
}
