package dev.brushcast.worker.config;

import dev.brushcast.kit.UserError;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Who a worker is, and whom it shares the slots with.
 *
 * @param name tells it from the other workers, in records and for its state's folder; null: the host's name
 * @param group all workers of a group share the slots between them; also the prefix of the changelog topics. Up to
 *     {@value #LONGEST_GROUP} letters, digits, dots, dashes and underscores
 * @param stateDir folder for local state; each worker makes one of its own in it, by its name
 * @param workers how many workers the group is planned to have, at least 1
 */
public record Membership(@Nullable String name, String group, Path stateDir, int workers) {

    private static final int LONGEST_GROUP = 100;
    private static final Pattern GROUP = Pattern.compile("[A-Za-z0-9._-]{1," + LONGEST_GROUP + "}");

    /** A worker that has the host's name and is alone in its group. */
    public static final Membership DEFAULT = new Membership(null, "brushcast-worker", Path.of("worker-state"), 1);

    public Membership {
        if (!GROUP.matcher(group).matches()) {
            throw new UserError("A group of workers cannot have this name: use 1 to " + LONGEST_GROUP
                    + " letters, digits, dots, dashes and underscores, for topics are named by it");
        }
        if (workers < 1) {
            throw new IllegalArgumentException("workers must be at least 1, not " + workers);
        }
    }

    public Membership withName(@Nullable String other) {
        return new Membership(other, group, stateDir, workers);
    }

    public Membership withGroup(String other) {
        return new Membership(name, other, stateDir, workers);
    }

    public Membership withStateDir(Path other) {
        return new Membership(name, group, other, workers);
    }
}
