package dev.headwater.lake.union.flink;

import org.apache.flink.api.connector.source.SourceSplit;

/** The one split of a union read. */
record WholeTable() implements SourceSplit {
  @Override
  public String splitId() {
    return "whole-table";
  }
}
