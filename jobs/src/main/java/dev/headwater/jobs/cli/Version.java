package dev.headwater.jobs.cli;

import picocli.CommandLine.IVersionProvider;

/** The version of this build and of the engines in it. */
final class Version implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String own = Version.class.getPackage().getImplementationVersion();
    return new String[] {"headwater " + (own == null ? "(development build)" : own)};
  }
}
