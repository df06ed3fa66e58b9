package dev.brushcast.compose.control.picture;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyledChunk;
import dev.brushcast.contract.avro.VideoChunk;
import dev.brushcast.kit.kafka.KafkaClients;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Pictures from the topics: slots that somebody looks at are read, each once for all who do, and no others. Safe for use by several
 * threads.
 */
public final class PictureHub implements Pictures, AutoCloseable {

    private static final int MOST_WATCHES = 64;

    private final Feeds feeds;
    private final LongSupplier nanoClock;
    private final Map<Place, PictureFeed<?>> open = new HashMap<>();
    private final Set<Watch> watches = new HashSet<>();
    private boolean closed;

    /** What is read once for all who look. */
    record Place(PictureKind kind, int slot) {}

    /** Makes feeds, which are not started yet. */
    interface Feeds extends AutoCloseable {
        PictureFeed<?> of(Place place);

        @Override
        void close();
    }

    /** Reads from a cluster, once somebody looks. */
    public PictureHub(KafkaClients clients, Topics topics) {
        this(new TopicFeeds(clients, topics), System::nanoTime);
    }

    PictureHub(Feeds feeds, LongSupplier nanoClock) {
        this.feeds = feeds;
        this.nanoClock = nanoClock;
    }

    @Override
    public synchronized Optional<Watch> watch(Collection<Watched> what, double perSecond) {
        if (closed || watches.size() >= MOST_WATCHES) {
            return Optional.empty();
        }
        Watch[] made = new Watch[1];
        made[0] = new Watch(what, perSecond, nanoClock, () -> leave(made[0]));
        watches.add(made[0]);
        for (Watched one : made[0].watched()) {
            feed(new Place(one.kind(), one.slot())).add(made[0], one);
        }
        return Optional.of(made[0]);
    }

    private PictureFeed<?> feed(Place place) {
        return open.computeIfAbsent(place, _ -> {
            PictureFeed<?> feed = feeds.of(place);
            feed.start();
            return feed;
        });
    }

    private synchronized void leave(Watch watch) {
        watches.remove(watch);
        for (Watched one : watch.watched()) {
            Place place = new Place(one.kind(), one.slot());
            PictureFeed<?> feed = open.get(place);
            if (feed != null && feed.remove(watch)) {
                open.remove(place);
                feed.stop();
            }
        }
    }

    /** How many slots of topics are read now. */
    synchronized int reading() {
        return open.size();
    }

    @Override
    public void close() {
        List<PictureFeed<?>> left;
        synchronized (this) {
            closed = true;
            watches.forEach(Watch::end);
            left = new ArrayList<>(open.values());
            open.clear();
        }
        left.forEach(PictureFeed::stop);
        left.forEach(PictureFeed::close);
        feeds.close();
    }

    /** Feeds of the contract's topics. */
    private static final class TopicFeeds implements Feeds {

        private final TopicTails tails;
        private final Topics topics;

        TopicFeeds(KafkaClients clients, Topics topics) {
            this.tails = new TopicTails(clients);
            this.topics = topics;
        }

        @Override
        public PictureFeed<?> of(Place place) {
            String name = "pictures-" + place.kind().word() + "-" + place.slot();
            return switch (place.kind()) {
                case STYLED ->
                    new PictureFeed<StyledChunk>(
                            name, () -> tails.open(topics.styledVideo(), place.slot()), ChunkPictures::of);
                case SOURCE ->
                    new PictureFeed<VideoChunk>(
                            name, () -> tails.open(topics.sourceVideo(), place.slot()), ChunkPictures::of);
            };
        }

        @Override
        public void close() {
            tails.close();
        }
    }
}
