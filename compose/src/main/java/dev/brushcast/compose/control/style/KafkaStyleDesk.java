package dev.brushcast.compose.control.style;

import dev.brushcast.compose.control.style.StylePublisher.Change;
import dev.brushcast.compose.control.style.StylePublisher.Current;
import dev.brushcast.compose.control.style.StylePublisher.Published;
import dev.brushcast.compose.replay.AiredStyles;
import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.jspecify.annotations.Nullable;

/** Styles on a cluster: one of a slot at a time, here by a lock and beside other instances by a transaction. */
public final class KafkaStyleDesk implements StyleDesk {

    private static final int TRIES = 5;

    private final KafkaClients clients;
    private final Topics topics;
    private final Clock clock;
    private final Map<Integer, ReentrantLock> slots = new ConcurrentHashMap<>();

    public KafkaStyleDesk(KafkaClients clients, Topics topics, Clock clock) {
        this.clients = clients;
        this.topics = topics;
        this.clock = clock;
    }

    @Override
    public Outcome publish(StreamAddress stream, @Nullable Instant at, Change change, Duration wait) {
        if (wait.isZero()) {
            return new Outcome(published(stream, at, change), new StyleAnswer.None());
        }
        try (StyleAnswers answers = new StyleAnswers(clients, topics, stream)) {
            Published published = published(stream, at, change);
            return new Outcome(published, answers.await(published.offset(), wait));
        }
    }

    private Published published(StreamAddress stream, @Nullable Instant at, Change change) {
        ReentrantLock slot = slots.computeIfAbsent(stream.slot(), _ -> new ReentrantLock(true));
        StylePublisher publisher = StylePublisher.exclusive(clients, topics, stream, clock);
        slot.lock();
        try {
            for (int i = 1; ; i++) {
                try {
                    return publisher.publish(at, change);
                } catch (UserError e) {
                    if (i == TRIES || !isFenced(e)) {
                        throw e;
                    }
                }
            }
        } finally {
            slot.unlock();
        }
    }

    /** Another instance has begun one meanwhile. */
    private static boolean isFenced(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Optional<Current> current(StreamAddress stream) {
        return new StylePublisher(clients, topics, stream, clock).current();
    }

    @Override
    public void asAired(StreamAddress original, StreamAddress replay) {
        var _ = new AiredStyles(clients, topics).copy(original, replay);
    }
}
