package dev.brushcast.engine.tools.verify.video;

import com.fasterxml.jackson.databind.JsonNode;
import dev.brushcast.engine.video.cache.ReferenceSlots;
import dev.brushcast.engine.video.denoise.WindowPass;
import dev.brushcast.engine.video.model.TransformerRow;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** Slots, queues, positions and times of passes, beside what is recorded of them. All are whole numbers and must be equal. */
final class PassTrace {

    private final List<String> differences = new ArrayList<>();
    private final JsonNode entries;
    private int next;

    PassTrace(JsonNode entries) {
        this.entries = entries;
    }

    /** Compares one round of passes, which are over, with the next entry. */
    void round(List<WindowPass> passes) {
        JsonNode want = entries.path(next);
        if (want.isMissingNode()) {
            differences.add("pass " + next + " is not recorded");
        } else {
            round(passes, want);
        }
        next++;
    }

    private void round(List<WindowPass> passes, JsonNode want) {
        List<Object> times = new ArrayList<>();
        List<Object> positions = new ArrayList<>();
        for (WindowPass pass : passes) {
            TransformerRow row = pass.row();
            List<Object> each = new ArrayList<>();
            for (int frame = 0; frame < row.frames(); frame++) {
                each.add((double) row.time());
            }
            times.add(each);
            positions.add((double) row.position());
        }
        check("t", times, want);
        check("pos", positions, want);
        layers("slot", passes, want, 1, (pass, layer) -> (double) pass.slots()[layer]);
        layers("filled", passes, want, 1, (pass, layer) -> number(pass, layer, ReferenceSlots::filled));
        layers("global_end", passes, want, 1, (pass, layer) -> number(pass, layer, ReferenceSlots::endPosition));
        layers(
                "queue",
                passes,
                want,
                2,
                (pass, layer) -> book(pass, layer).queue().stream()
                        .map(entry -> (double) entry)
                        .toList());
        if (want.has("ctr")) {
            check("ctr", (double) book(passes.getFirst(), 0).counter(), want);
        }
    }

    private interface OfLayer {
        Object of(WindowPass pass, int layer);
    }

    private static Object number(WindowPass pass, int layer, ToLongFunction<ReferenceSlots> what) {
        return (double) what.applyAsLong(book(pass, layer));
    }

    private static ReferenceSlots book(WindowPass pass, int layer) {
        return (ReferenceSlots) pass.row().window().book(layer);
    }

    /** By row where the layers agree, else by layer and row. */
    private void layers(String name, List<WindowPass> passes, JsonNode want, int depth, OfLayer of) {
        Function<Integer, Object> layer =
                index -> passes.stream().map(pass -> of.of(pass, index)).toList();
        if (depth(want.path(name)) == depth) {
            for (int i = 0; i < passes.getFirst().slots().length; i++) {
                check(name, layer.apply(i), want);
            }
        } else {
            List<Object> all = new ArrayList<>();
            for (int i = 0; i < passes.getFirst().slots().length; i++) {
                all.add(layer.apply(i));
            }
            check(name, all, want);
        }
    }

    private static int depth(JsonNode node) {
        return node.isArray() ? 1 + depth(node.path(0)) : 0;
    }

    private void check(String name, Object got, JsonNode want) {
        Object wanted = plain(want.path(name));
        if (!got.equals(wanted)) {
            differences.add("pass " + next + " " + name + " " + got + ", not " + wanted);
        }
    }

    private static Object plain(JsonNode node) {
        if (!node.isArray()) {
            return node.asDouble();
        }
        List<Object> list = new ArrayList<>();
        node.forEach(one -> list.add(plain(one)));
        return list;
    }

    /** What differs, and how many passes are missing. */
    List<String> differences() {
        List<String> all = new ArrayList<>(differences);
        if (next < entries.size()) {
            all.add((entries.size() - next) + " recorded passes were not run");
        }
        return all;
    }
}
