package dev.brushcast.compose.control.picture;

import dev.brushcast.compose.control.picture.Picture.Image;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.RecordSource;
import dev.brushcast.kit.lifecycle.OwnedThread;
import dev.brushcast.kit.retry.Backoff;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one slot of a topic of pictures for as long as somebody looks, and offers each frame to whoever does. One thread reads;
 * it waits for nobody who looks. A cluster that does not answer is tried again.
 *
 * @param <V> the topic's chunks
 */
final class PictureFeed<V> implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(PictureFeed.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration CLOSE_DEADLINE = Duration.ofSeconds(10);

    private final Opener<V> opener;
    private final BiFunction<V, @Nullable Image, List<Picture>> pictures;
    private final Map<Watch, Watched> watches = new ConcurrentHashMap<>();
    private final OwnedThread thread;
    private final String name;
    private volatile @Nullable Picture last;
    private volatile boolean stopping;

    /** Begins to read a slot, a little before its end. */
    @FunctionalInterface
    interface Opener<V> {
        /** @throws UserError if that cannot be now */
        RecordSource<V> open();
    }

    /** @param pictures the frames of a chunk, by the picture that was seen before it */
    PictureFeed(String name, Opener<V> opener, BiFunction<V, @Nullable Image, List<Picture>> pictures) {
        this.name = name;
        this.opener = opener;
        this.pictures = pictures;
        this.thread = new OwnedThread(name, this::readOn, this::ended);
    }

    void start() {
        thread.start();
    }

    /** From now on the watch gets what comes, and at once what is there. */
    void add(Watch watch, Watched what) {
        watches.put(watch, what);
        Picture newest = last;
        if (newest != null && newest.streamId().equals(what.streamId())) {
            watch.offer(what, newest);
        }
    }

    /** @return whether nobody looks any more */
    boolean remove(Watch watch) {
        watches.remove(watch);
        return watches.isEmpty();
    }

    private void readOn() throws InterruptedException {
        Backoff pauses = new Backoff(Duration.ofMillis(200), Duration.ofSeconds(5), RandomGenerator.getDefault());
        while (!stopping) {
            try (RecordSource<V> source = opener.open()) {
                CheckedConsumer<V> checked = new CheckedConsumer<>(source, null, 0, _ -> {});
                while (!stopping) {
                    checked.poll(POLL).forEach(this::take);
                    pauses.reset();
                }
            } catch (KafkaException | UserError e) {
                if (stopping) {
                    return;
                }
                LOGGER.atWarn()
                        .addKeyValue("feed", name)
                        .log(
                                "pictures cannot be read, is tried again: {}",
                                KafkaFailures.explain(e).orElseGet(() -> Reason.of(e)));
                Thread.sleep(pauses.next());
            }
        }
    }

    private void take(ConsumerRecord<String, V> record) {
        if (record.value() == null) {
            return;
        }
        Picture before = last;
        boolean goesOn = before != null && before.streamId().equals(record.key());
        for (Picture picture : pictures.apply(record.value(), goesOn && before != null ? before.image() : null)) {
            if (goesOn && before != null && isKnown(picture, before)) {
                continue; // a chunk that is there again: the first one counts, as for outputs
            }
            last = picture;
            watches.forEach((watch, what) -> {
                if (what.streamId().equals(picture.streamId())) {
                    watch.offer(what, picture);
                }
            });
        }
    }

    private static boolean isKnown(Picture picture, Picture last) {
        return picture.epoch() < last.epoch() || (picture.epoch() == last.epoch() && picture.number() <= last.number());
    }

    private void ended(@Nullable Throwable failure) {
        if (failure != null && !stopping) {
            LOGGER.atError().setCause(failure).addKeyValue("feed", name).log("pictures are not read any more");
            watches.keySet().forEach(Watch::end);
        }
    }

    /** Asks it to end, and does not wait. */
    void stop() {
        stopping = true;
        thread.interrupt();
    }

    @Override
    public void close() {
        stop();
        thread.join(CLOSE_DEADLINE)
                .ifPresent(stuck -> LOGGER.atError().setCause(stuck).log("a feed of pictures hangs"));
    }
}
