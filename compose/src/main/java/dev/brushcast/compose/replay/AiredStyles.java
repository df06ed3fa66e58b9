package dev.brushcast.compose.replay;

import dev.brushcast.contract.StreamAddress;
import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.StyleUpdate;
import dev.brushcast.kit.Reason;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.KafkaFailures;
import dev.brushcast.kit.kafka.PartitionReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** The styles of one stream, with the media times from which they hold, for another one that replays it. */
public final class AiredStyles {

    private final KafkaClients clients;
    private final Topics topics;

    /** The replay has styles that are not the original's. */
    public static final class StylesOfItsOwn extends UserError {
        private static final long serialVersionUID = 1L;

        StylesOfItsOwn(String stream) {
            super("Stream " + stream + " has styles of its own: give the replay another name");
        }
    }

    /** Of an installation. */
    public AiredStyles(KafkaClients clients, Topics topics) {
        this.clients = clients;
        this.topics = topics;
    }

    /**
     * Copies what the replay does not have yet; its frames' styles have the originals' revisions then.
     *
     * @return where the last one that was copied lies in the replay's slot; empty: it had all
     * @throws StylesOfItsOwn if the replay has a style that the original has not
     * @throws UserError if they cannot be read or written
     */
    public OptionalLong copy(StreamAddress original, StreamAddress replay) {
        List<ConsumerRecord<String, StyleUpdate>> aired = styles(original);
        List<ConsumerRecord<String, StyleUpdate>> there = styles(replay);
        for (ConsumerRecord<String, StyleUpdate> style : there) {
            if (aired.stream().noneMatch(other -> isSame(other, style, replay))) {
                throw new StylesOfItsOwn(replay.streamId());
            }
        }
        OptionalLong last = OptionalLong.empty();
        try (var producer = clients.producer("replay-styles", StyleUpdate.class, Map.of())) {
            for (ConsumerRecord<String, StyleUpdate> style : aired) {
                if (there.stream().noneMatch(known -> isSame(style, known, replay))) {
                    last = OptionalLong.of(producer.send(new ProducerRecord<>(
                                    topics.styles().name(),
                                    replay.slot(),
                                    style.timestamp(),
                                    replay.streamId(),
                                    under(style.value(), replay)))
                            .get()
                            .offset());
                }
            }
            return last;
        } catch (ExecutionException | KafkaException e) {
            throw new UserError(
                    KafkaFailures.explain(e).orElseGet(() -> "The styles could not be copied: " + Reason.of(e)), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserError("interrupted while copying the styles", e);
        }
    }

    private List<ConsumerRecord<String, StyleUpdate>> styles(StreamAddress stream) {
        List<ConsumerRecord<String, StyleUpdate>> styles = new ArrayList<>();
        new PartitionReader(clients).read(topics.styles(), stream.slot(), stream.streamId(), Long.MAX_VALUE, style -> {
            if (style.value() != null) {
                styles.add(style);
            }
        });
        return styles;
    }

    private static boolean isSame(
            ConsumerRecord<String, StyleUpdate> original,
            ConsumerRecord<String, StyleUpdate> copy,
            StreamAddress replay) {
        return original.timestamp() == copy.timestamp()
                && under(original.value(), replay).equals(copy.value());
    }

    private static StyleUpdate under(StyleUpdate style, StreamAddress stream) {
        return StyleUpdate.newBuilder(style).setStreamId(stream.streamId()).build();
    }
}
