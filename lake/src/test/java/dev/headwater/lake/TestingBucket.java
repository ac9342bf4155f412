package dev.headwater.lake;

import static org.awaitility.Awaitility.await;

import dev.headwater.lake.catalogs.LakeLocation;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import org.gaul.s3proxy.AuthenticationType;
import org.gaul.s3proxy.S3Proxy;
import org.jclouds.ContextBuilder;
import org.jclouds.blobstore.BlobStore;
import org.jclouds.blobstore.BlobStoreContext;
import org.jclouds.blobstore.TransientApiMetadata;
import org.jclouds.blobstore.options.ListContainerOptions;

/** An object storage in this JVM with one bucket, whose key is in this JVM's environment. */
public final class TestingBucket implements AutoCloseable {
  private static final String NAME = "lake";

  private final BlobStoreContext store;
  private final S3Proxy server;
  private final URI endpoint;

  private TestingBucket(BlobStoreContext store, S3Proxy server, URI endpoint) {
    this.store = store;
    this.server = server;
    this.endpoint = endpoint;
  }

  /** Returns once it answers. */
  public static TestingBucket start() throws Exception {
    BlobStoreContext store =
        ContextBuilder.newBuilder(new TransientApiMetadata())
            .credentials("nobody", "nothing")
            .overrides(new Properties())
            .build(BlobStoreContext.class);
    store.getBlobStore().createContainerInLocation(null, NAME);
    URI endpoint = URI.create("http://127.0.0.1:" + FreePorts.inARow(1));
    S3Proxy server =
        S3Proxy.builder()
            .blobStore(store.getBlobStore())
            .awsAuthentication(
                AuthenticationType.AWS_V2_OR_V4, System.getenv("AWS_ACCESS_KEY_ID"), secret())
            .endpoint(endpoint)
            .build();
    server.start();
    await("the object storage")
        .atMost(Duration.ofSeconds(30))
        .until(() -> server.getState().equals("STARTED"));
    return new TestingBucket(store, server, endpoint);
  }

  /** What nobody may learn from Fluss. */
  public static String secret() {
    return System.getenv("AWS_SECRET_ACCESS_KEY");
  }

  /** A lake in the bucket. */
  public LakeLocation lake() {
    return LakeLocation.bucket("s3://" + NAME + "/warehouse", Optional.of(endpoint));
  }

  /** Names of all objects that end so. */
  public Set<String> objects(String end) {
    BlobStore objects = store.getBlobStore();
    Set<String> names = new TreeSet<>();
    String next = null;
    do {
      ListContainerOptions page = new ListContainerOptions().recursive();
      var found = objects.list(NAME, next == null ? page : page.afterMarker(next));
      found.forEach(object -> names.add(object.getName()));
      next = found.getNextMarker();
    } while (next != null);
    names.removeIf(name -> !name.endsWith(end));
    return names;
  }

  @Override
  public void close() throws Exception {
    server.stop();
    store.close();
  }
}
