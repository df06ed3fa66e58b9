package dev.brushcast.compose.control.store;

import dev.brushcast.contract.avro.DesiredStream;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Desired streams in memory. What others write in between is put in by {@link #before}. */
public final class PaperLog implements StreamLog {

    private final ConcurrentSkipListMap<String, DesiredStream> streams = new ConcurrentSkipListMap<>();
    private final int slots;
    private Runnable before = () -> {};
    private volatile @Nullable String problem;

    public PaperLog(int slots) {
        this.slots = slots;
    }

    /** Done once, when the next change has the pen and has not looked yet. */
    public void before(Runnable others) {
        before = others;
    }

    /** null: there is none. */
    public void problem(@Nullable String text) {
        problem = text;
    }

    @Override
    public SortedMap<String, DesiredStream> streams() {
        return streams;
    }

    @Override
    public int slots() {
        return slots;
    }

    @Override
    public Optional<String> problem() {
        return Optional.ofNullable(problem);
    }

    @Override
    public synchronized Write write(String pen, Function<SortedMap<String, DesiredStream>, Decision> change) {
        if (problem != null) {
            throw new StoreUnavailableException(Objects.requireNonNull(problem));
        }
        Runnable others = before;
        before = () -> {};
        others.run();
        return switch (change.apply(new TreeMap<>(streams))) {
            case Decision.Not(Write because) -> because;
            case Decision.Put put -> {
                if (put.value() == null) {
                    streams.remove(put.stream().getStreamId());
                } else {
                    streams.put(put.stream().getStreamId(), put.value());
                }
                yield new Write.Done(put.stream());
            }
        };
    }
}
