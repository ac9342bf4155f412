package dev.headwater.lake.security;

import dev.headwater.lake.LakeException;
import dev.headwater.lake.Patience;
import dev.headwater.lake.client.FlussClient;
import dev.headwater.lake.tables.TableDefinitions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.fluss.security.acl.AclBinding;
import org.apache.fluss.security.acl.AclBindingFilter;

/** The rights of all principals, given to them in Fluss. */
public final class AccessRules {
  private static final Duration REQUEST = Duration.ofSeconds(30);

  private AccessRules() {}

  /**
   * Gives every principal the rights that it lacks. Rights that somebody else gave stay.
   *
   * @param admin a connection of the administrator
   * @return how many were given
   * @throws LakeException when Fluss does not take them
   */
  public static int apply(FlussClient admin, TableDefinitions tables) {
    List<AclBinding> rights =
        Arrays.stream(Principal.values()).flatMap(who -> who.rights(tables).stream()).toList();
    Collection<AclBinding> given = await(admin, admin.admin().listAcls(AclBindingFilter.ANY));
    Set<AclBinding> lacking = new HashSet<>(rights);
    lacking.removeAll(new HashSet<>(given));
    if (!lacking.isEmpty()) {
      await(admin, admin.admin().createAcls(lacking).all());
    }
    return lacking.size();
  }

  private static <T> T await(FlussClient admin, CompletableFuture<T> answer) {
    return Patience.once(
        "Fluss at " + admin.bootstrapServers() + " does not take the principals' rights",
        REQUEST,
        answer);
  }
}
