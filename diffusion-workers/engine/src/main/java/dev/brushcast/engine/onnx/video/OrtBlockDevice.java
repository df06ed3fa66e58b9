package dev.brushcast.engine.onnx.video;

import dev.brushcast.engine.folder.ModelFile;
import dev.brushcast.engine.onnx.session.GraphLoader;
import dev.brushcast.engine.video.balance.BlockSpan;
import dev.brushcast.engine.video.devices.BlockDevice;
import dev.brushcast.engine.video.devices.DevicePass;
import dev.brushcast.engine.video.devices.StageTime;
import dev.brushcast.engine.video.model.TransformerTraits;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** A device of ONNX Runtime with a session for each of its blocks. */
final class OrtBlockDevice implements BlockDevice {

    private static final double NANOS = 1e9;

    private final String name;
    private final GraphLoader loader;
    private final List<ModelFile> files;
    private final Set<String> carried;
    private final Optional<EmbedGraph> embed;
    private final Optional<HeadGraph> head;
    private final LongSupplier nanos;
    private final Map<Integer, BlockGraph> loaded = new HashMap<>();
    private BlockSpan span = new BlockSpan(0, 0);

    /**
     * Without blocks.
     *
     * @param files of all blocks
     * @param carried what comes along from the first graph
     * @param embed on the first device, which closes it
     * @param head on the last device, which closes it
     * @param nanos time, from anywhere on
     */
    OrtBlockDevice(
            String name,
            GraphLoader loader,
            List<ModelFile> files,
            Set<String> carried,
            Optional<EmbedGraph> embed,
            Optional<HeadGraph> head,
            LongSupplier nanos) {
        this.name = name;
        this.loader = loader;
        this.files = List.copyOf(files);
        this.carried = Set.copyOf(carried);
        this.embed = embed;
        this.head = head;
        this.nanos = nanos;
    }

    @Override
    public String name() {
        return name;
    }

    /** Sizes of the transformer, from one of its blocks, which it has then. */
    TransformerTraits traits(int textTokens, int textWidth, int channels) {
        BlockGraph block = block(0);
        return new TransformerTraits(
                files.size(), block.heads(), block.headWidth(), textTokens, textWidth, channels, block.judgesSinks());
    }

    @Override
    public void prepare(BlockSpan wanted) {
        for (int number = wanted.start(); number < wanted.end(); number++) {
            block(number);
        }
    }

    /** Loads it where it is not: a long time, in which others run. */
    private BlockGraph block(int number) {
        synchronized (loaded) {
            BlockGraph known = loaded.get(number);
            if (known != null) {
                return known;
            }
        }
        BlockGraph made = new BlockGraph(loader.load(files.get(number)), carried);
        synchronized (loaded) {
            loaded.put(number, made);
        }
        return made;
    }

    @Override
    public void take(BlockSpan wanted) {
        span = wanted;
        synchronized (loaded) {
            loaded.entrySet().removeIf(entry -> {
                boolean goes = entry.getKey() < wanted.start() || entry.getKey() >= wanted.end();
                if (goes) {
                    entry.getValue().close();
                }
                return goes;
            });
        }
    }

    @Override
    public StageTime run(DevicePass pass) {
        long begun = nanos.getAsLong();
        PassSizes sizes = PassSizes.of(pass.rows(), keyWidth());
        embed.ifPresent(graph -> graph.run(pass, sizes));
        long blocksBegun = nanos.getAsLong();
        for (int number = span.start(); number < span.end(); number++) {
            taken(number).run(pass, sizes, number);
        }
        long blocksEnded = nanos.getAsLong();
        head.ifPresent(graph -> graph.run(pass, sizes));
        return new StageTime((blocksEnded - blocksBegun) / NANOS, (nanos.getAsLong() - begun) / NANOS);
    }

    private int keyWidth() {
        BlockGraph first = taken(span.start());
        return first.heads() * first.headWidth();
    }

    private BlockGraph taken(int number) {
        synchronized (loaded) {
            return Objects.requireNonNull(loaded.get(number), "a block that was not prepared");
        }
    }

    @Override
    public void close() {
        take(new BlockSpan(0, 0));
        embed.ifPresent(EmbedGraph::close);
        head.ifPresent(HeadGraph::close);
    }
}
