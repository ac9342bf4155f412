package dev.headwater.jobs.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headwater.jobs.run.JobDefinition;
import dev.headwater.lake.HostAndPort;
import dev.headwater.lake.storage.Listeners;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class RoleSettingsTest {
  private static final Map<String, String> TABLET_SERVER =
      Map.of(
          "HEADWATER_ADDRESS", "tablet-server-1:9124",
          "HEADWATER_CLIENT_ADDRESS", "example.org:9208",
          "HEADWATER_TABLET_SERVER_ID", "1",
          "HEADWATER_HEAP", "",
          "PATH", "/bin");

  @Test
  void everythingThatIsWrongIsToldAtOnce() {
    Map<String, String> environment =
        Map.of(
            "HEADWATER_REPLICAS", "three",
            "HEADWATER_FLUSS", "coordinator",
            "HEADWATER_JOBS", "order_mart,order_maps",
            "HEADWATER_LOG_LEVEL", "LOUD",
            "HEADWATER_REPLICATION", "3");

    assertThatThrownBy(() -> RoleSettings.of(Role.TABLET_SERVER, environment))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("the settings of role tablet-server are wrong:\n")
        .hasMessageContaining("\n  HEADWATER_FLUSS=coordinator: coordinator is not HOST:PORT\n")
        .hasMessageContaining("\n  HEADWATER_JOBS=order_mart,order_maps: ")
        .hasMessageContaining("\n  HEADWATER_LOG_LEVEL=LOUD: is none of ERROR, WARN, INFO, DEBUG\n")
        .hasMessageContaining("\n  HEADWATER_REPLICAS=three: is not a number from 1 to 9\n")
        .hasMessageContaining("\n  HEADWATER_REPLICATION: there is no such setting\n")
        .hasMessageContaining("\n  HEADWATER_ADDRESS is missing: ")
        .hasMessageContaining("\n  HEADWATER_TABLET_SERVER_ID is missing: ");
  }

  @Test
  void aServerListensForTheOthersAndForThoseOutside() {
    RoleSettings settings = RoleSettings.of(Role.TABLET_SERVER, TABLET_SERVER);

    assertThat(settings.listeners(settings.address(Setting.ADDRESS)))
        .isEqualTo(
            new Listeners(
                "FLUSS://0.0.0.0:9124,CLIENT://0.0.0.0:9208",
                "FLUSS://tablet-server-1:9124,CLIENT://example.org:9208",
                OptionalInt.of(9249)));
    assertThat(settings.storage().replicas()).isEqualTo(3);
    assertThat(settings.optional(Setting.HEAP)).isEmpty();
  }

  @Test
  void eachPartListensOnThePortThatTheOthersKnow() {
    RoleSettings settings =
        RoleSettings.of(
            Role.QUERY,
            Map.of("HEADWATER_QUERY", "bi.example.org:80", "HEADWATER_TRUSTED_NETWORK", "yes"));

    assertThat(settings.addresses().query()).isEqualTo(new HostAndPort("bi.example.org", 80));
    assertThat(settings.addresses().platform().query()).hasToString("http://bi.example.org:80");
    assertThat(settings.addresses().platform().bootstrapServers()).isEqualTo("coordinator:9123");
  }

  @Test
  void aQueryServerThatStrangersReachHasReadersOrATrustedNetwork() {
    assertThatThrownBy(() -> RoleSettings.of(Role.QUERY, Map.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(
            "\n  HEADWATER_QUERY_READERS is missing: 0.0.0.0 can be reached from elsewhere");
    assertThatThrownBy(
            () ->
                RoleSettings.of(
                    Role.QUERY, Map.of("HEADWATER_CLIENT_ADDRESS", "bi.example.org:9205")))
        .hasMessageContaining("bi.example.org can be reached from elsewhere");

    // As docker-compose publishes it: everywhere inside, outside on the loopback address.
    RoleSettings published =
        RoleSettings.of(Role.QUERY, Map.of("HEADWATER_CLIENT_ADDRESS", "127.0.0.1:9205"));
    assertThat(published.queryDoors().names()).containsExactlyInAnyOrder("query", "127.0.0.1");
    assertThat(RoleSettings.of(Role.QUERY, Map.of("HEADWATER_QUERY_READERS", "/readers")))
        .hasToString(
            published
                .toString()
                .replace("HEADWATER_CLIENT_ADDRESS=127.0.0.1:9205 ", "")
                .replace(
                    "HEADWATER_TRUSTED_NETWORK",
                    "HEADWATER_QUERY_READERS=/readers HEADWATER_TRUSTED_NETWORK"));
  }

  @Test
  void secretsAreNotShown() {
    assertThat(RoleSettings.of(Role.JOBS, Map.of("HEADWATER_QUERY_TOKEN", "planted-secret")))
        .asString()
        .contains("HEADWATER_QUERY_TOKEN=***")
        .doesNotContain("planted-secret");
  }

  @Test
  void allJobsRunUnlessSomeAreNamed() {
    assertThat(RoleSettings.of(Role.JOBMANAGER, Map.of()).jobs())
        .extracting(JobDefinition::name)
        .contains("order_mart", "archive_events");
    assertThat(RoleSettings.of(Role.JOBMANAGER, Map.of("HEADWATER_JOBS", "none")).jobs()).isEmpty();
    assertThat(RoleSettings.of(Role.JOBMANAGER, Map.of("HEADWATER_JOBS", "touches")).jobs())
        .extracting(JobDefinition::name)
        .containsExactly("touches");
  }

  @Test
  void everyUsualValueIsRight() {
    for (Setting setting : Setting.values()) {
      Optional<String> fault =
          setting.usual().isEmpty() ? Optional.empty() : setting.fault(setting.usual());
      assertThat(fault).as(setting.variable()).isEmpty();
    }
  }

  @Test
  void everyRoleAndSettingIsInTheReference() throws IOException {
    String page =
        Files.readString(
            Path.of(System.getProperty("headwater.home", ".."), "docs/reference/roles.md"));

    for (Setting setting : Setting.values()) {
      assertThat(page)
          .contains(
              "| `%s` | %s | %s |"
                  .formatted(
                      setting.variable(),
                      setting.usual().isEmpty() ? "" : "`" + setting.usual() + "`",
                      setting.meaning()));
    }
    for (Role role : Role.values()) {
      assertThat(page).contains("| `" + role.key() + "` |");
    }
  }
}
