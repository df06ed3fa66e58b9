package dev.brushcast.engine.video.devices;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.video.balance.BlockBalance;
import dev.brushcast.engine.video.balance.BlockSpan;
import dev.brushcast.engine.video.model.CausalTransformer;
import dev.brushcast.engine.video.model.CrossKeys;
import dev.brushcast.engine.video.model.TransformerRow;
import dev.brushcast.engine.video.model.TransformerTraits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A transformer whose blocks are parted over devices: a pass goes through them in turn, and others are on their way behind
 * it. After some passes the blocks are parted anew by the times measured. Owned by one thread, as every transformer; each
 * device has a thread of its own, on which passes complete.
 */
public final class PartedTransformer implements CausalTransformer {

    /** As published, twice the number of devices and of steps, the most that there are, and one. */
    public static int usualBalance(int devices) {
        return 2 * (devices + 5);
    }

    private static final Logger LOGGER = LoggerFactory.getLogger(PartedTransformer.class);
    private static final long ROOM_MILLIS = 50;
    private static final double MILLIS = 1e3;

    private final TransformerTraits traits;
    private final PromptKeys prompts;
    private final List<DeviceStage> stages;
    private final int balanceAfter;
    private final Flight flight = new Flight();
    private volatile List<BlockSpan> spans;
    private int passes;
    private @Nullable BlockMove move;

    /**
     * Parts the blocks evenly and loads them.
     *
     * @param devices in the order in which passes go through them, which it closes once it is made
     * @param balanceAfter after how many passes blocks are parted anew, once; 0: never
     * @throws EngineException if there are more devices than blocks, or one cannot load its own
     */
    public PartedTransformer(
            TransformerTraits traits, PromptKeys prompts, List<BlockDevice> devices, int balanceAfter) {
        if (devices.size() > traits.layers()) {
            throw new EngineException(devices.size() + " devices for a transformer of " + traits.layers()
                    + " blocks: give as many devices as it has blocks, at most");
        }
        this.traits = traits;
        this.prompts = prompts;
        this.balanceAfter = balanceAfter;
        this.spans = BlockBalance.even(traits.layers(), devices.size());
        for (int i = 0; i < devices.size(); i++) {
            devices.get(i).prepare(spans.get(i));
            devices.get(i).take(spans.get(i));
        }
        this.stages = stages(devices);
        stages.forEach(DeviceStage::start);
    }

    private List<DeviceStage> stages(List<BlockDevice> devices) {
        List<DeviceStage> made = new ArrayList<>();
        DeviceStage.Next next = pass -> pass.done().complete(null);
        for (BlockDevice device : devices.reversed()) {
            DeviceStage stage = new DeviceStage(device, next, why -> broken(device, why));
            next = stage::put;
            made.addFirst(stage);
        }
        return List.copyOf(made);
    }

    private void broken(BlockDevice device, Throwable why) {
        LOGGER.error("the thread of {} has ended", device.name(), why);
        flight.ground(new EngineException(
                device.name() + " runs no more: " + EngineException.reason(why) + "; open the model again", why));
    }

    @Override
    public TransformerTraits traits() {
        return traits;
    }

    @Override
    public CrossKeys crossKeys(float[] states) {
        return prompts.of(states);
    }

    @Override
    public int depth() {
        return stages.size();
    }

    /** The blocks of each device. */
    public List<BlockSpan> spans() {
        return spans;
    }

    /** Something that has a device of these as well took as long there: it counts when blocks are parted. From any thread. */
    public void alsoTook(int device, double seconds) {
        stages.get(device).clock().beside(seconds);
    }

    /** What each device takes for a pass, a moving mean since it has its blocks. */
    public List<StageTime> times() {
        return stages.stream().map(stage -> stage.clock().mean()).toList();
    }

    @Override
    public void run(List<TransformerRow> rows) {
        try {
            Waiting.of(submit(rows));
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    @Override
    public CompletionStage<Void> submit(List<TransformerRow> rows) {
        try {
            balance();
            DevicePass pass = new DevicePass(rows);
            try {
                flight.begin(pass);
            } catch (EngineException e) {
                return CompletableFuture.failedStage(e);
            }
            while (!pass.done().isDone() && !stages.getFirst().offer(pass, ROOM_MILLIS)) {
                // It may have been given up meanwhile.
            }
            return pass.done();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    private static EngineException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new EngineException("the engine was closed while a pass was on its way", e);
    }

    /** Once enough has been measured, loads blocks where they should be; once they are loaded, moves them. */
    private void balance() throws InterruptedException {
        passes++;
        if (passes == balanceAfter) {
            begin(better());
        }
        if (move != null && move.isReady()) {
            try {
                settle();
            } catch (EngineException e) {
                LOGGER.warn("blocks stay where they are: {}", e.getMessage());
            }
        }
    }

    private List<BlockSpan> better() {
        List<StageTime> times = times();
        return times.contains(StageTime.NONE)
                ? spans
                : BlockBalance.measured(
                        traits.layers(),
                        spans,
                        times.stream().mapToDouble(StageTime::whole).toArray(),
                        times.stream().mapToDouble(StageTime::blocks).toArray());
    }

    private void begin(List<BlockSpan> wanted) {
        if (move == null && !wanted.equals(spans)) {
            move = BlockMove.begin(stages.stream().map(DeviceStage::device).toList(), wanted);
        }
    }

    /**
     * Parts the blocks anew by what has been measured so far, and waits until they are where they should be.
     *
     * @return whether any has moved
     * @throws EngineException if one cannot be loaded: all stay where they are
     */
    public boolean rebalance() {
        return move(better());
    }

    /**
     * Parts the blocks in a given way.
     *
     * @param wanted of each device, in order and without holes
     * @return whether any has moved
     * @throws EngineException if one cannot be loaded: all stay where they are
     */
    public boolean move(List<BlockSpan> wanted) {
        try {
            if (move != null) {
                settle();
            }
            begin(wanted);
            boolean moves = move != null;
            if (moves) {
                settle();
            }
            return moves;
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** The devices run empty, for a window's layer is that of one device at a time; then the spans change. */
    private void settle() throws InterruptedException {
        BlockMove settled = move;
        if (settled == null) {
            return;
        }
        try {
            settled.await();
            move = null;
        } catch (EngineException e) {
            move = null;
            flight.awaitNone();
            take(spans);
            throw e;
        }
        flight.awaitNone();
        LOGGER.info(
                "blocks move: now {}; before {} took {} ms",
                described(settled.spans()),
                described(spans),
                times().stream().map(time -> Math.round(time.whole() * MILLIS)).toList());
        take(settled.spans());
        spans = settled.spans();
        stages.forEach(stage -> stage.clock().restart());
    }

    private void take(List<BlockSpan> each) {
        for (int i = 0; i < each.size(); i++) {
            stages.get(i).device().take(each.get(i));
        }
    }

    /** Which device has which blocks, for people. */
    @Override
    public String toString() {
        return "transformer/blocks: " + described(spans);
    }

    private String described(List<BlockSpan> each) {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < each.size(); i++) {
            BlockSpan span = each.get(i);
            parts.add("%d to %d on %s"
                    .formatted(
                            span.start(), span.end() - 1, stages.get(i).device().name()));
        }
        return String.join(", ", parts);
    }

    /** Ends the devices' passes in work, and fails those behind them. */
    @Override
    public void close() {
        flight.ground(new EngineException("the transformer is closed"));
        stages.forEach(DeviceStage::close);
        BlockMove open = move;
        if (open != null) {
            open.failure()
                    .ifPresent(why -> LOGGER.warn(
                            "blocks that were to move could not be loaded: {}", EngineException.reason(why)));
        }
        stages.forEach(stage -> stage.device().close());
        prompts.close();
    }
}
