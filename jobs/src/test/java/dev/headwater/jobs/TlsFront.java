package dev.headwater.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headwater.jobs.platform.TestingPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.Awaitility;

/** A real nginx with the configuration that is shipped, in front of a platform's doors. */
final class TlsFront implements AutoCloseable {
  private static final int QUERY = 9443;
  private static final int FLIGHT = 9446;
  private static final int COLLECTOR = 9480;

  private final Path directory;
  private final int ports;
  private final Process process;

  private TlsFront(Path directory, int ports, Process process) {
    this.directory = directory;
    this.ports = ports;
    this.process = process;
  }

  /** Debian's, where it is installed. */
  static Optional<Path> program() {
    return Stream.of("/usr/sbin/nginx", "/usr/bin/nginx")
        .map(Path::of)
        .filter(Files::isExecutable)
        .findFirst();
  }

  /**
   * Starts it with a certificate for localhost.
   *
   * @param directory made for it
   * @param query port of the query server's HTTP, Flight SQL has the one after it
   */
  static TlsFront start(Path nginx, Path directory, int query, int collector) throws Exception {
    Files.createDirectories(directory);
    int ports = TestingPlatform.freePorts().base();
    certify(directory);
    String shipped = Files.readString(Path.of("../deploy/tls.conf"));
    Map<String, String> here =
        Map.of(
            "/etc/nginx/tls",
            directory.toString(),
            "query:9205",
            "127.0.0.1:" + query,
            "query:9206",
            "127.0.0.1:" + (query + 1),
            "collector:9280",
            "127.0.0.1:" + collector,
            "listen " + QUERY,
            "listen 127.0.0.1:" + ports,
            "listen " + FLIGHT,
            "listen 127.0.0.1:" + (ports + 1),
            "listen " + COLLECTOR,
            "listen 127.0.0.1:" + (ports + 2));
    for (Map.Entry<String, String> place : here.entrySet()) {
      assertThat(shipped).contains(place.getKey());
      shipped = shipped.replace(place.getKey(), place.getValue());
    }
    Files.writeString(directory.resolve("headwater.conf"), shipped);
    Path configuration =
        Files.writeString(
            directory.resolve("nginx.conf"),
            """
            daemon off;
            pid DIRECTORY/pid;
            events {}
            http {
              access_log DIRECTORY/access.log;
              client_body_temp_path DIRECTORY/body;
              proxy_temp_path DIRECTORY/proxy;
              fastcgi_temp_path DIRECTORY/fastcgi;
              uwsgi_temp_path DIRECTORY/uwsgi;
              scgi_temp_path DIRECTORY/scgi;
              include DIRECTORY/headwater.conf;
            }
            """
                .replace("DIRECTORY", directory.toString()));
    Path log = directory.resolve("error.log");
    Process process =
        run(log, nginx.toString(), "-e", log.toString(), "-c", configuration.toString());
    TlsFront front = new TlsFront(directory, ports, process);
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly, "orphan-guard"));
    Awaitility.await("nginx to listen")
        .failFast("nginx has ended, see " + log, () -> !process.isAlive())
        .ignoreExceptions()
        .until(
            () -> {
              try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), ports)) {
                return socket.isConnected();
              }
            });
    return front;
  }

  private static void certify(Path directory) throws Exception {
    Process made =
        run(
            directory.resolve("openssl.log"),
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=localhost",
            "-addext",
            "subjectAltName=DNS:localhost",
            "-keyout",
            directory.resolve("key.pem").toString(),
            "-out",
            directory.resolve("cert.pem").toString());
    assertThat(made.waitFor()).as(Files.readString(directory.resolve("openssl.log"))).isZero();
  }

  private static Process run(Path log, String... command) throws IOException {
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
        .start();
  }

  String query() {
    return "https://localhost:" + ports;
  }

  String collector() {
    return "https://localhost:" + (ports + 2);
  }

  /** Of Flight SQL, for its JDBC driver. */
  String jdbc() {
    return "jdbc:arrow-flight-sql://localhost:%d?useEncryption=true&tlsRootCerts=%s"
        .formatted(ports + 1, directory.resolve("cert.pem"));
  }

  /** Trusts its certificate alone. */
  HttpClient client() throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null);
    try (InputStream certificate = Files.newInputStream(directory.resolve("cert.pem"))) {
      trusted.setCertificateEntry(
          "front", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return HttpClient.newBuilder().sslContext(context).build();
  }

  @Override
  public void close() {
    process.destroy();
  }
}
