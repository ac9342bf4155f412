package dev.headwater.ingest.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.ingest.rows.Counts;
import dev.headwater.ingest.rows.Place;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nothing is acknowledged before all that was read before it is safe. */
class PostgresPlacesTest {
  private final List<String> acknowledged = new ArrayList<>();
  private final PostgresPlaces<String> places = new PostgresPlaces<>(acknowledged::add);

  @Test
  void aHeartbeatWaitsForTheLinesBeforeIt() {
    places.passed("heartbeat 1");
    places.acknowledgePassed();
    assertThat(acknowledged).containsExactly("heartbeat 1");
    places.shown("row 1");
    places.passed("heartbeat 2");
    places.acknowledgePassed();
    Place place = places.next();
    places.passed("heartbeat 3");
    places.acknowledgePassed();
    assertThat(places.areAcknowledged()).isFalse();
    assertThat(acknowledged).containsExactly("heartbeat 1");
    place.acknowledge(Counts.none(), 0);
    assertThat(acknowledged).containsExactly("heartbeat 1", "heartbeat 2");
    assertThat(places.areAcknowledged()).isTrue();
    places.acknowledgePassed();
    assertThat(acknowledged).endsWith("heartbeat 3");
  }

  @Test
  void aPlaceIsThatOfTheRowsBeforeIt() {
    places.shown("row 1");
    Place first = places.next();
    places.shown("row 2");
    Place second = places.next();
    places.shown("row 3");
    first.acknowledge(Counts.none(), 0);
    second.acknowledge(Counts.none(), 0);
    assertThat(acknowledged).containsExactly("row 1", "row 2");
    assertThat(places.areAcknowledged()).as("row 3 is not handed over").isFalse();
  }
}
