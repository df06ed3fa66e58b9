package dev.brushcast.compose.faults.ledger;

import dev.brushcast.compose.faults.stage.Stage;
import dev.brushcast.compose.faults.stage.Waits;
import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.kit.kafka.CheckedConsumer;
import dev.brushcast.kit.kafka.RecordSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Accounts for every frame of a stream, from the outside: what ingest published, what became of it by the topics, and what the
 * pictures of the output show. Records that a fault has put there are no captures.
 */
public final class Ledger {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final String INJECTED = "brushcast-fault";

    /** Live segments last a second here: what is later than the newest whole one by more is missing. */
    private static final int MOST_TAIL = 30;

    private final Stage stage;
    private final String stream;
    private final int slot;
    private final Path playlist;

    /**
     * Of a stream.
     *
     * @param playlist of its styled pictures, on the disk
     */
    public Ledger(Stage stage, String stream, int slot, Path playlist) {
        this.stage = stage;
        this.stream = stream;
        this.slot = slot;
        this.playlist = playlist;
    }

    /**
     * Waits for what is on its way, and counts. What is wrong when the time is over is wrong.
     *
     * @param patience for frames that are not answered, or not shown, yet
     */
    public Account settle(Duration patience) {
        long deadline = System.nanoTime() + patience.toNanos();
        Captured captured = new Captured();
        read(Stage.TOPICS.sourceVideo(), captured::add);
        awaitStandstill(deadline);
        while (true) {
            Account account = account(captured);
            if ((account.wrong().sum() == 0 && account.tail() <= MOST_TAIL) || System.nanoTime() > deadline) {
                return account;
            }
            Waits.pause(Duration.ofSeconds(5));
        }
    }

    private Account account(Captured captured) {
        Answered answered = new Answered();
        read(Stage.TOPICS.styledVideo(), answered::add);
        try {
            List<ShownPicture> shown = Files.exists(playlist) ? Output.read(playlist) : List.of();
            return Judge.account(captured, answered, shown);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reading an output takes as long as decoding it: it is read when it has come to rest. */
    private void awaitStandstill(long deadline) {
        String before = "";
        String now = text();
        while (!now.equals(before) && System.nanoTime() < deadline) {
            before = now;
            Waits.pause(Duration.ofSeconds(4));
            now = text();
        }
    }

    private String text() {
        try {
            return Files.exists(playlist) ? Files.readString(playlist) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <V extends SpecificRecord> void read(TopicDefinition<V> topic, Consumer<V> to) {
        TopicPartition place = new TopicPartition(topic.name(), slot);
        try (var consumer = stage.clients().consumer("faults-ledger", null, topic.valueType(), Map.of())) {
            consumer.assign(List.of(place));
            consumer.seekToBeginning(List.of(place));
            long end =
                    Objects.requireNonNull(consumer.endOffsets(List.of(place)).get(place));
            CheckedConsumer<V> checked = new CheckedConsumer<>(RecordSource.of(consumer), null, 0, _ -> {});
            while (consumer.position(place) < end) {
                for (ConsumerRecord<String, V> record : checked.poll(POLL)) {
                    if (stream.equals(record.key()) && record.headers().lastHeader(INJECTED) == null) {
                        to.accept(record.value());
                    }
                }
            }
        }
    }
}
