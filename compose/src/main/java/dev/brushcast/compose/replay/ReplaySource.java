package dev.brushcast.compose.replay;

import dev.brushcast.media.source.MediaSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a stream's recording is replayed, as a source.
 *
 * @param stream its id
 * @param epoch which of its captures; null: the newest, or those that the times reach over
 * @param from a time, or seconds after a capture's start; null: from its start
 * @param to as {@code from}; null: as far as it is recorded
 * @param speed 1.0 as it plays, {@code max} as fast as workers take it
 */
public record ReplaySource(
        String stream,
        @Nullable Long epoch,
        @Nullable String from,
        @Nullable String to,
        String speed) {

    /** As it is written: {@code stream:ID?epoch=3&speed=max}. */
    public String text() {
        List<String> options = new ArrayList<>();
        if (epoch != null) {
            options.add("epoch=" + epoch);
        }
        if (from != null) {
            options.add("from=" + from);
        } else if (epoch == null && to == null) { // else it would be followed live
            options.add("from=0");
        }
        if (to != null) {
            options.add("to=" + to);
        }
        options.add("speed=" + speed);
        return "stream:" + stream + "?" + String.join("&", options);
    }

    /** @throws dev.brushcast.media.MediaException if there can be no such source */
    public MediaSource source() {
        return MediaSource.parse(text());
    }
}
