package dev.brushcast.kit.kafka;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;

/**
 * What a login may do on a cluster, beside what it is to.
 *
 * @param granted of what it needs
 * @param missing of what it needs
 * @param needless granted on the installation's names without need; without a prefix, on anything
 * @param wider granted on more than the installation, by which it may do more there: {@code *}, or a shorter prefix
 * @param denied whatever it needs, a right that is denied does not hold
 */
public record RightsState(
        List<AclBinding> granted,
        List<AclBinding> missing,
        List<AclBinding> needless,
        List<AclBinding> wider,
        List<AclBinding> denied) {

    private static final Comparator<AclBinding> ORDER = Comparator.comparing(
                    (AclBinding right) -> right.pattern().resourceType())
            .thenComparing(right -> right.pattern().name())
            .thenComparing(right -> right.pattern().patternType())
            .thenComparing(right -> right.entry().operation());

    /**
     * Compares.
     *
     * @param needed what the login needs
     * @param found all that the cluster has about it
     * @param prefix the installation's
     */
    static RightsState of(Collection<AclBinding> needed, Collection<AclBinding> found, String prefix) {
        Set<AclBinding> there = new HashSet<>(found);
        Set<AclBinding> wanted = new HashSet<>(needed);
        Predicate<AclBinding> denies = right -> right.entry().permissionType() == AclPermissionType.DENY;
        Predicate<AclBinding> extra = denies.negate().and(right -> !wanted.contains(right));
        Predicate<AclBinding> within = right -> right.pattern().name().startsWith(prefix);
        return new RightsState(
                select(needed, there::contains),
                select(needed, right -> !there.contains(right)),
                select(found, extra.and(within)),
                select(found, extra.and(within.negate()).and(right -> covers(right, prefix))),
                select(found, denies));
    }

    private static boolean covers(AclBinding right, String prefix) {
        String name = right.pattern().name();
        return name.equals("*") || (right.pattern().patternType() == PatternType.PREFIXED && prefix.startsWith(name));
    }

    private static List<AclBinding> select(Collection<AclBinding> rights, Predicate<AclBinding> which) {
        return rights.stream().filter(which).distinct().sorted(ORDER).toList();
    }
}
