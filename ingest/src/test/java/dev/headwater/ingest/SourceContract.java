package dev.headwater.ingest;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What holds for every source of web logs, too, whose table has no key that absorbs a repeat. */
interface SourceContract extends KeyedSourceContract {
  /** A line of hits, of the day that the events are of: none is late. */
  String HIT = "10.0.0.1 - - [26/Nov/2017:10:05:03 +0000] \"GET /%d HTTP/1.1\" 200 1 \"-\" \"-\"";

  @Override
  default int killsOfKeyed() {
    return kills() / 2;
  }

  @Test
  default void killsLeaveEveryLineOfATableWithoutKeyOnce() throws Exception {
    Feed feed = ingestUnderKills("hits", (kills() + 1) / 2, HIT);
    KeyedSourceContract.assertSame(
        ofFeed(feed, platform().log("hits", "source", "position", "path")),
        KeyedSourceContract.lines(
            feed, i -> i % BROKEN != 0, i -> feed.places().get(i) + ",/" + i));
  }

  private static List<String> ofFeed(Feed feed, List<String> rows) {
    Set<String> sources = feed.sources();
    return rows.stream()
        .filter(row -> sources.contains(row.substring(0, row.indexOf(','))))
        .toList();
  }
}
