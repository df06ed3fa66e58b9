package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.video.model.RowSlots;
import dev.brushcast.engine.video.model.TransformerRow;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * A pass on its way from device to device: its rows, and what one device hands to the next. Owned by the thread of the
 * device that it is in.
 */
public final class DevicePass {

    private final List<TransformerRow> rows;
    private final Map<String, float[]> carried = new HashMap<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    public DevicePass(List<TransformerRow> rows) {
        this.rows = List.copyOf(rows);
    }

    public List<TransformerRow> rows() {
        return rows;
    }

    /** Room for a tensor that goes along with it, or what is in it; of one size throughout. */
    public float[] carried(String name, int size) {
        return carried.computeIfAbsent(name, _ -> new float[size]);
    }

    CompletableFuture<Void> done() {
        return done;
    }

    /** It ends here: windows that have it in some layers only are torn. */
    void fail(EngineException why) {
        rows.stream().map(TransformerRow::slots).forEach(RowSlots::abandon);
        done.completeExceptionally(why);
    }
}
