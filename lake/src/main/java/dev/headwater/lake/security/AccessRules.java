package dev.headwater.lake.security;

import dev.headwater.lake.Causes;
import dev.headwater.lake.FlussClient;
import dev.headwater.lake.LakeException;
import dev.headwater.lake.LakeException.Actor;
import dev.headwater.lake.TableDefinitions;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.fluss.security.acl.AclBinding;
import org.apache.fluss.security.acl.AclBindingFilter;

/** The rights of all principals, given to them in Fluss. */
public final class AccessRules {
  private static final int SECONDS = 30;

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
    try {
      Collection<AclBinding> given =
          admin.admin().listAcls(AclBindingFilter.ANY).get(SECONDS, TimeUnit.SECONDS);
      Set<AclBinding> lacking = new HashSet<>(rights);
      lacking.removeAll(new HashSet<>(given));
      if (!lacking.isEmpty()) {
        admin.admin().createAcls(lacking).all().get(SECONDS, TimeUnit.SECONDS);
      }
      return lacking.size();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LakeException(Actor.EXTERNAL, "interrupted while giving rights", e);
    } catch (ExecutionException | TimeoutException e) {
      throw new LakeException(
          Actor.EXTERNAL,
          "Fluss at "
              + admin.bootstrapServers()
              + " does not take the principals' rights: "
              + Causes.deepest(e),
          e);
    }
  }
}
