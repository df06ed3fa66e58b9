package dev.brushcast.compose.control.http;

import dev.brushcast.compose.control.auth.Role;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked for.
 *
 * @param method GET (HEAD as well), POST, PUT, PATCH or DELETE
 * @param template its path; a name in braces stands for one part of it, whatever it is
 * @param role who may ask; null: anybody, without a token
 * @param action answers
 */
record Route(String method, String template, @Nullable Role role, Action action) {

    /** Answers a call. */
    @FunctionalInterface
    interface Action {
        /** @throws ProblemException if it cannot be done */
        Reply answer(Call call) throws InterruptedException;
    }

    /** What the names in the template stand for; empty: another path. */
    Optional<Map<String, String>> match(List<String> path) {
        List<String> mine = segments(template);
        if (mine.size() != path.size()) {
            return Optional.empty();
        }
        Map<String, String> names = new HashMap<>();
        for (int i = 0; i < mine.size(); i++) {
            String part = mine.get(i);
            if (part.startsWith("{")) {
                names.put(part.substring(1, part.length() - 1), path.get(i));
            } else if (!part.equals(path.get(i))) {
                return Optional.empty();
            }
        }
        return Optional.of(names);
    }

    static List<String> segments(String path) {
        return List.of(path.substring(1).split("/", -1));
    }
}
