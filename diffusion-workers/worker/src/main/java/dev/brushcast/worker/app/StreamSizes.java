package dev.brushcast.worker.app;

import dev.brushcast.contract.Topics;
import dev.brushcast.contract.avro.EpochStart;
import dev.brushcast.engine.PictureSize;
import dev.brushcast.kit.kafka.KafkaClients;
import dev.brushcast.kit.kafka.PartitionReader;
import dev.brushcast.worker.schedule.RenderSize;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** Which sizes the pictures have that a worker will be given first: those of the live streams, by topic epochs. */
final class StreamSizes {

    /** Each takes seconds to be measured; who has had more sizes than this lately measures the others as they come. */
    static final int MOST = 3;

    private StreamSizes() {}

    /** What an installation's topic says now: one stream of each size. */
    static List<EpochStart> newest(KafkaClients clients, Topics topics, int sideMultiple) {
        Map<String, EpochStart> epochs = new HashMap<>();
        new PartitionReader(clients).read(topics.epochs(), 0, null, Long.MAX_VALUE, start -> {
            if (start.value() != null) {
                epochs.put(start.key(), start.value());
            }
        });
        return newest(epochs.values(), sideMultiple);
    }

    /** Of different sizes, the newest streams first, that a model can take whose sides are such multiples. */
    static List<EpochStart> newest(Collection<EpochStart> epochs, int sideMultiple) {
        Set<PictureSize> sizes = new HashSet<>();
        return epochs.stream()
                .filter(EpochStart::getLive)
                .sorted(Comparator.comparingLong(EpochStart::getStartedAtUs).reversed())
                .filter(start -> fits(start.getWidth(), sideMultiple) && fits(start.getHeight(), sideMultiple))
                .filter(start -> sizes.add(of(start)))
                .limit(MOST)
                .toList();
    }

    /** Of a stream's pictures. */
    static PictureSize of(EpochStart start) {
        return new PictureSize(start.getWidth(), start.getHeight());
    }

    /**
     * What pictures may be rendered in instead where there is no time, by the streams' last styles: a size that is measured then is
     * measured when there is least time for it.
     */
    static List<PictureSize> smaller(KafkaClients clients, Topics topics, List<EpochStart> streams, int sideMultiple) {
        PartitionReader reader = new PartitionReader(clients);
        List<PictureSize> sizes = new ArrayList<>();
        for (EpochStart stream : streams) {
            AtomicInteger smallest = new AtomicInteger();
            reader.read(topics.styles(), stream.getSlot(), stream.getStreamId(), Long.MAX_VALUE, style -> {
                if (style.value() != null) {
                    smallest.set(style.value().getSmallestSize());
                }
            });
            RenderSize.smaller(smallest.get()).stream()
                    .map(percent -> RenderSize.of(of(stream), percent, sideMultiple))
                    .forEach(sizes::add);
        }
        return sizes.stream().distinct().toList();
    }

    private static boolean fits(int side, int multiple) {
        return side > 0 && side % multiple == 0;
    }
}
