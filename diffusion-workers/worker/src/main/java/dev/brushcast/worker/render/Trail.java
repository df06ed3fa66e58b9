package dev.brushcast.worker.render;

import java.util.ArrayList;
import java.util.List;

/**
 * Which source chunks a stream's session has in its memory, so that another one can be shown them again. Of models that do
 * not look back it is empty.
 *
 * @param sinks the first chunks of the epoch that were rendered: a window of a video model keeps them for its look
 * @param seen the newest chunks that were rendered, as many as the model looks back before the first that is pending
 * @param skipped the chunks since then that were too late to be rendered
 * @param pending how many of the newest that were seen have not been published
 */
public record Trail(List<SourcePlace> sinks, List<SourcePlace> seen, List<SourcePlace> skipped, int pending) {

    /** Nothing has been rendered. */
    public static final Trail EMPTY = new Trail(List.of(), List.of(), List.of(), 0);

    /** A look is made of a stream's very first frames, of which there are fewer than newest ones. */
    private static final int SINK_SHARE = 4;

    public Trail {
        sinks = List.copyOf(sinks);
        seen = List.copyOf(seen);
        skipped = List.copyOf(skipped);
        if (pending < 0 || pending > seen.size()) {
            throw new IllegalArgumentException(pending + " of " + seen.size() + " chunks cannot be pending");
        }
    }

    /** Whether there is nothing to be shown again. */
    public boolean isEmpty() {
        return equals(EMPTY);
    }

    /**
     * Whether more frames have been skipped than the model looks back: what it has seen is of no use any more, and the chunks
     * that were skipped are what it is to see.
     */
    boolean isAdrift() {
        return seen.isEmpty() && !skipped.isEmpty();
    }

    /** Offset of the last chunk that was rendered; -1 if none was. */
    long lastSeen() {
        return seen.isEmpty() ? -1 : seen.getLast().offset();
    }

    /** What a new session is shown before it is shown what is pending, by rising offsets. */
    List<SourcePlace> lookback() {
        List<SourcePlace> newest = isAdrift() ? skipped : seen.subList(0, seen.size() - pending);
        List<SourcePlace> all = new ArrayList<>(sinks);
        all.removeAll(seen);
        all.addAll(newest);
        return all;
    }

    /** What has been rendered and not been published, by rising offsets. */
    List<SourcePlace> unpublished() {
        return seen.subList(seen.size() - pending, seen.size());
    }

    /**
     * After a chunk was rendered.
     *
     * @param nowPending how many chunks are pending after it, this one among them
     * @param lookbackFrames of the model
     */
    Trail rendered(SourcePlace place, int nowPending, int lookbackFrames) {
        List<SourcePlace> all = with(isAdrift() ? skipped : seen, place);
        boolean sink = frames(sinks) < lookbackFrames / SINK_SHARE;
        return new Trail(sink ? with(sinks, place) : sinks, all, List.of(), nowPending).trimmed(lookbackFrames);
    }

    /** After everything pending was published. */
    Trail published(int lookbackFrames) {
        return new Trail(sinks, seen, skipped, 0).trimmed(lookbackFrames);
    }

    /**
     * After a chunk was skipped, before which everything pending was published. At the start of an epoch it is forgotten: what
     * comes then begins from nothing.
     *
     * @param lookbackFrames of the model
     */
    Trail skipped(SourcePlace place, int lookbackFrames) {
        if (isEmpty()) {
            return this;
        }
        List<SourcePlace> all = newest(with(skipped, place), lookbackFrames + 1);
        return new Trail(sinks, frames(all) > lookbackFrames ? List.of() : seen, all, 0);
    }

    private Trail trimmed(int lookbackFrames) {
        List<SourcePlace> kept =
                new ArrayList<>(newest(seen.subList(0, seen.size() - pending), Math.max(1, lookbackFrames)));
        kept.addAll(unpublished());
        return new Trail(sinks, kept, skipped, pending);
    }

    /** The last places, as few as have so many frames together. */
    private static List<SourcePlace> newest(List<SourcePlace> places, int frames) {
        int first = places.size();
        for (int sum = 0; first > 0 && sum < frames; first--) {
            sum += places.get(first - 1).frames();
        }
        return places.subList(first, places.size());
    }

    private static int frames(List<SourcePlace> places) {
        return places.stream().mapToInt(SourcePlace::frames).sum();
    }

    private static List<SourcePlace> with(List<SourcePlace> places, SourcePlace another) {
        List<SourcePlace> all = new ArrayList<>(places);
        all.add(another);
        return all;
    }
}
