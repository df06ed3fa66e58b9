package dev.brushcast.egress.live;

import dev.brushcast.egress.playlist.MediaPlaylist;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * One rendition's playlist as it is now and its newest parts, and who waits for more of them. Each wait is bounded; that of a part
 * ends early where it cannot come any more. Safe for use by several threads: one writes, any number asks.
 */
public final class LiveRendition {

    /** Parts are to be had for so long after they have left the playlist, in target durations. */
    private static final long KEPT_TARGETS = 6;

    private static final long US_PER_SECOND = 1_000_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Map<String, Part> parts = new LinkedHashMap<>();
    private @Nullable MediaPlaylist playlist;
    private long keptUs;

    @SuppressWarnings("ArrayRecordComponent") // bytes are handed over, never compared
    private record Part(byte[] bytes, long durationUs) {}

    /** A part, which the next playlist names. */
    public void add(String uri, byte[] bytes, long durationUs) {
        lock.lock();
        try {
            parts.put(uri, new Part(bytes, durationUs));
            keptUs += durationUs;
        } finally {
            lock.unlock();
        }
    }

    /** The playlist has changed. */
    public void show(MediaPlaylist newPlaylist) {
        lock.lock();
        try {
            playlist = newPlaylist;
            forget(KEPT_TARGETS * newPlaylist.targetSeconds() * US_PER_SECOND);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void forget(long beyondUs) {
        var oldest = parts.values().iterator();
        while (oldest.hasNext()) {
            Part part = oldest.next();
            if (keptUs - part.durationUs() < beyondUs) {
                return;
            }
            keptUs -= part.durationUs();
            oldest.remove();
        }
    }

    /** The playlist; empty before the first one. */
    public Optional<MediaPlaylist> playlist() {
        lock.lock();
        try {
            return Optional.ofNullable(playlist);
        } finally {
            lock.unlock();
        }
    }

    /**
     * The playlist once it has come to a part, or ended; empty where it has not in this time.
     *
     * @param sequence number of the segment
     * @param part its number; negative: the whole segment
     */
    public Optional<MediaPlaylist> await(long sequence, int part, Duration patience) throws InterruptedException {
        return await(() -> playlist != null && (playlist.ended() || playlist.has(sequence, part)), patience)
                ? playlist()
                : Optional.empty();
    }

    /** A part, which is waited for where it is the next one; empty where there is none of this name, or not in this time. */
    public Optional<byte[]> part(String uri, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            boolean _ = await(() -> parts.containsKey(uri) || !isNext(uri), patience);
            Part found = parts.get(uri);
            return found == null ? Optional.empty() : Optional.of(found.bytes());
        } finally {
            lock.unlock();
        }
    }

    private boolean isNext(String uri) {
        return playlist != null
                && playlist.edge() != null
                && uri.equals(playlist.edge().hint());
    }

    private boolean await(BooleanSupplier condition, Duration patience) throws InterruptedException {
        lock.lock();
        try {
            long left = patience.toNanos();
            while (!condition.getAsBoolean()) {
                if (left <= 0) {
                    return false;
                }
                left = changed.awaitNanos(left);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }
}
