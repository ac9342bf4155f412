package dev.headwater.lake.union;

import java.net.URL;
import java.util.Set;
import java.util.concurrent.Callable;

/**
 * Paimon 1.3 makes a configuration of Hadoop for every Parquet file that it opens, and so reads 150
 * kB of XML of which nothing is for Parquet: of a table with many small files that is most of a
 * read. Work that is done here finds none of it.
 */
final class NoHadoopDefaults extends ClassLoader {
  private static final Set<String> DEFAULTS = Set.of("core-default.xml", "core-site.xml");

  /** For work of threads that have the class loader of this one. */
  NoHadoopDefaults() {
    super(Thread.currentThread().getContextClassLoader());
  }

  @Override
  public URL getResource(String name) {
    return DEFAULTS.contains(name) ? null : super.getResource(name);
  }

  /** Does the work, in this thread. */
  <T> T call(Callable<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(this);
    try {
      return work.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
