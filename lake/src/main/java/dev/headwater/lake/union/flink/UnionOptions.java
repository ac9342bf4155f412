package dev.headwater.lake.union.flink;

import dev.headwater.lake.union.Side;
import org.apache.flink.configuration.ConfigOption;
import org.apache.flink.configuration.ConfigOptions;

/** Options of the connector and of the catalog, both named {@value #IDENTIFIER}. */
final class UnionOptions {
  static final String IDENTIFIER = "headwater-union";

  static final ConfigOption<String> BOOTSTRAP_SERVERS =
      ConfigOptions.key("bootstrap.servers")
          .stringType()
          .noDefaultValue()
          .withDescription("Fluss, host:port");
  static final ConfigOption<String> DATABASE =
      ConfigOptions.key("database").stringType().defaultValue("headwater");
  static final ConfigOption<String> TABLE =
      ConfigOptions.key("table").stringType().noDefaultValue();
  static final ConfigOption<Side> SIDE =
      ConfigOptions.key("side")
          .enumType(Side.class)
          .defaultValue(Side.ALL)
          .withDescription("all, hot or history");
  static final ConfigOption<String> WAREHOUSE =
      ConfigOptions.key("warehouse")
          .stringType()
          .noDefaultValue()
          .withDescription("root of the lake's files; as the cluster announces it when absent");

  private UnionOptions() {}
}
