package dev.headwater.lake.server.http;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The page for people: the files of one folder of the class path, and nothing else. */
final class PageFiles {
  private static final String FOLDER = "/lake/page";
  private static final Pattern PATH =
      Pattern.compile("/page((?:/[a-z][a-z-]*){1,2}\\.([a-z]{2,4}))");
  private static final Map<String, String> ENTRANCES =
      Map.of("/", "/page/index.html", "/dashboards", "/page/dashboards.html");
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "sql", "text/plain; charset=utf-8",
          "svg", "image/svg+xml");

  private PageFiles() {}

  static void send(HttpCall call) throws IOException {
    String path = call.uri().getPath();
    Matcher file = PATH.matcher(ENTRANCES.getOrDefault(path, path));
    String type = file.matches() ? TYPES.get(file.group(2)) : null;
    if (type == null) {
      call.sendNotFound();
      return;
    }
    try (InputStream content = PageFiles.class.getResourceAsStream(FOLDER + file.group(1))) {
      if (content == null) {
        call.sendNotFound();
        return;
      }
      call.send(200, type, content.readAllBytes());
    }
  }
}
