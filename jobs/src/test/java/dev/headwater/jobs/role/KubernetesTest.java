package dev.headwater.jobs.role;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.headwater.jobs.schedule.ScheduledJob;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The manifests, read by the model of Kubernetes' own API and by the roles' settings. */
class KubernetesTest {
  private static final Path FOLDER =
      Path.of(System.getProperty("headwater.home", ".."), "deploy", "kubernetes");
  private static final Map<String, Class<? extends HasMetadata>> KINDS =
      Map.of(
          "v1 ConfigMap", ConfigMap.class,
          "v1 PersistentVolumeClaim", PersistentVolumeClaim.class,
          "v1 Service", Service.class,
          "apps/v1 Deployment", Deployment.class,
          "apps/v1 StatefulSet", StatefulSet.class,
          "batch/v1 CronJob", CronJob.class,
          "networking.k8s.io/v1 NetworkPolicy", NetworkPolicy.class);

  /** The model keeps fields that Kubernetes has not; here they are faults. */
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1L;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              });

  @Test
  void everyManifestIsOneOfKubernetesToTheLastField() throws IOException {
    assertThat(read())
        .extracting(HasMetadata::getKind)
        .contains("ConfigMap", "Service", "Deployment", "StatefulSet", "CronJob", "NetworkPolicy");
  }

  @Test
  void aFieldThatKubernetesHasNotIsNoticed() {
    String mistyped =
        "{apiVersion: apps/v1, kind: Deployment, metadata: {name: a}, spec: {replica: 1}}";
    assertThatThrownBy(() -> objects(mistyped)).hasMessageContaining("replica");
  }

  @Test
  void everyProcessHasTheSettingsOfItsRole() throws IOException {
    Map<String, String> shared = shared();
    Set<String> roles = new TreeSet<>();
    for (Map.Entry<String, PodTemplateSpec> pod : pods().entrySet()) {
      Map<String, String> environment = new HashMap<>(shared);
      Container container = pod.getValue().getSpec().getContainers().get(0);
      assertThat(container.getEnvFrom().get(0).getConfigMapRef().getName())
          .isEqualTo("headwater-settings");
      for (EnvVar variable : container.getEnv()) {
        if (variable.getName().startsWith(Setting.PREFIX)) {
          environment.put(variable.getName(), value(variable));
        } else {
          assertThat(variable.getName()).isEqualTo("POD_NAME");
        }
      }
      String name = environment.getOrDefault("HEADWATER_ROLE", Role.INGEST.key());
      roles.add(name);
      Role role = Role.named(name).orElseThrow();
      assertThat(RoleSettings.of(role, environment).data())
          .as(pod.getKey())
          .isEqualTo(Path.of("/var/lib/headwater"));
      // Kubernetes would add HEADWATER_… variables of its own for services.
      assertThat(pod.getValue().getSpec().getEnableServiceLinks()).as(pod.getKey()).isFalse();
      assertThat(pod.getValue().getSpec().getSecurityContext().getRunAsNonRoot()).isTrue();
      assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
      assertThat(container.getResources().getLimits()).containsKey("memory");
    }
    assertThat(roles)
        .containsExactlyInAnyOrder(
            "zookeeper",
            "coordinator",
            "tablet-server",
            "jobmanager",
            "taskmanager",
            "gateway",
            "tiering",
            "jobs",
            "query",
            "ingest");
  }

  @Test
  void everyAddressIsAServiceWithThatPort() throws IOException {
    Map<String, List<Integer>> services = new TreeMap<>();
    for (HasMetadata object : read()) {
      if (object instanceof Service service) {
        services.put(
            service.getMetadata().getName(),
            service.getSpec().getPorts().stream().map(port -> port.getPort()).toList());
      }
    }
    for (String name : List.of("ZOOKEEPER", "FLUSS", "FLINK", "FLINK_RPC", "GATEWAY", "QUERY")) {
      String[] address = shared().get(Setting.PREFIX + name).split(":", -1);
      assertThat(services.get(address[0])).as(name).contains(Integer.valueOf(address[1]));
    }
    assertThat(services.get("query")).contains(Integer.valueOf(Setting.FLIGHT_PORT.usual()));
  }

  @Test
  void theScheduleIsTheUsualOne() throws IOException {
    for (ScheduledJob job : ScheduledJob.values()) {
      CronJob cron =
          read().stream()
              .filter(object -> object instanceof CronJob)
              .map(CronJob.class::cast)
              .filter(object -> object.getMetadata().getName().equals(job.key()))
              .findFirst()
              .orElseThrow();
      String page = Files.readString(FOLDER.resolve("../../docs/reference/schedule.md"));
      assertThat(page).contains("| `" + job.key() + "` | `" + cron.getSpec().getSchedule() + "` |");
      assertThat(cron.getSpec().getTimeZone()).isEqualTo("Etc/UTC");
      assertThat(cron.getSpec().getConcurrencyPolicy()).isEqualTo("Forbid");
      assertThat(template(cron).getSpec().getContainers().get(0).getArgs())
          .containsExactly("schedule", "run", job.key());
    }
  }

  private static String value(EnvVar variable) {
    if (variable.getValue() != null) {
      return variable.getValue().replace("$(POD_NAME)", "pod-0");
    }
    assertThat(variable.getValueFrom().getFieldRef().getFieldPath())
        .isEqualTo("metadata.labels['apps.kubernetes.io/pod-index']");
    return "0";
  }

  private static Map<String, String> shared() throws IOException {
    return read().stream()
        .filter(object -> object instanceof ConfigMap)
        .map(object -> ((ConfigMap) object).getData())
        .findFirst()
        .orElseThrow();
  }

  private static Map<String, PodTemplateSpec> pods() throws IOException {
    Map<String, PodTemplateSpec> pods = new TreeMap<>();
    for (HasMetadata object : read()) {
      String name = object.getKind() + " " + object.getMetadata().getName();
      if (object instanceof Deployment deployment) {
        pods.put(name, deployment.getSpec().getTemplate());
      } else if (object instanceof StatefulSet set) {
        pods.put(name, set.getSpec().getTemplate());
      } else if (object instanceof CronJob cron) {
        pods.put(name, template(cron));
      }
    }
    return pods;
  }

  private static PodTemplateSpec template(CronJob cron) {
    return cron.getSpec().getJobTemplate().getSpec().getTemplate();
  }

  private static List<HasMetadata> read() throws IOException {
    List<HasMetadata> objects = new ArrayList<>();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.filter(path -> path.toString().endsWith(".yaml")).sorted().toList()) {
        objects.addAll(objects(Files.readString(file)));
      }
    }
    return objects;
  }

  private static List<HasMetadata> objects(String yaml) throws IOException {
    YAMLFactory factory = new YAMLFactory();
    List<HasMetadata> objects = new ArrayList<>();
    try (MappingIterator<JsonNode> documents =
        STRICT.readerFor(JsonNode.class).readValues(factory.createParser(yaml))) {
      while (documents.hasNext()) {
        JsonNode document = documents.next();
        String kind = document.path("apiVersion").asText() + " " + document.path("kind").asText();
        assertThat(KINDS).containsKey(kind);
        objects.add(STRICT.treeToValue(document, KINDS.get(kind)));
      }
    }
    return objects;
  }
}
