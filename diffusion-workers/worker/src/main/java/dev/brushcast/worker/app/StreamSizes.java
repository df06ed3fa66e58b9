package dev.brushcast.worker.app;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.PartitionReader;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Which sizes the pictures have that a worker will be given first: those of the live streams, by topic epochs. */
final class StreamSizes {

    /** Each takes seconds to be measured; who has had more sizes than this lately measures the others as they come. */
    static final int MOST = 3;

    private StreamSizes() {}

    /** What an installation's topic says now. */
    static List<PictureSize> of(KafkaClients clients, Topics topics, int sideMultiple) {
        Map<String, EpochStart> epochs = new HashMap<>();
        new PartitionReader(clients).read(topics.epochs(), 0, null, Long.MAX_VALUE, start -> {
            if (start.value() != null) {
                epochs.put(start.key(), start.value());
            }
        });
        return of(epochs.values(), sideMultiple);
    }

    /** Different ones, those of the newest streams first, that a model can take whose sides are such multiples. */
    static List<PictureSize> of(Collection<EpochStart> epochs, int sideMultiple) {
        return epochs.stream()
                .filter(EpochStart::getLive)
                .sorted(Comparator.comparingLong(EpochStart::getStartedAtUs).reversed())
                .filter(start -> fits(start.getWidth(), sideMultiple) && fits(start.getHeight(), sideMultiple))
                .map(start -> new PictureSize(start.getWidth(), start.getHeight()))
                .distinct()
                .limit(MOST)
                .toList();
    }

    private static boolean fits(int side, int multiple) {
        return side > 0 && side % multiple == 0;
    }
}
