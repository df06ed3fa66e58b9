package dev.brushcast.engine.video.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.video.denoise.ChunkCall;
import dev.brushcast.engine.video.denoise.VideoDenoiser.Mode;
import dev.brushcast.engine.video.denoise.WindowPass;
import dev.brushcast.engine.video.model.CausalTransformer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Blocks on several devices, without a runtime: what comes out, when, and how much is on its way. */
@Timeout(30)
class PartedTransformerTest {

    private static final float STAY = Float.NaN;

    @ParameterizedTest(name = "{0} steps, {1} devices, sinks {2}")
    @CsvSource({
        "1, 2, NaN",
        "2, 2, NaN",
        "3, 2, NaN",
        "1, 3, NaN",
        "2, 3, NaN",
        "3, 3, NaN",
        "1, 5, 0.2",
        "2, 2, 0.2",
        "2, 3, 0.2",
        "3, 3, 0.2"
    })
    void whatComesOutIsWhatOneDeviceGivesToTheBit(int steps, int devices, float sinks) {
        for (Mode mode : Mode.values()) {
            List<Float> one = new EchoStream(new EchoBlocks(EchoStream.LAYERS), steps, sinks, 1, mode)
                    .start()
                    .chunks(40)
                    .drain()
                    .out();
            try (PartedTransformer parted = Devices.of(devices)) {
                EchoStream stream = new EchoStream(parted, steps, sinks, 1, mode)
                        .start()
                        .chunks(40)
                        .drain();
                assertThat(stream.out()).as("%s", mode).hasSize(2 + 40).isEqualTo(one);
            }
        }
    }

    @Test
    void sinksThatAreReplacedAreReplacedInEachLayerByItself() {
        assertThat(whole(2, 0.2f)).as("the threshold matters here").isNotEqualTo(whole(2, STAY));
    }

    private static List<Float> whole(int steps, float sinks) {
        return new EchoStream(new EchoBlocks(EchoStream.LAYERS), steps, sinks, 1)
                .start()
                .chunks(40)
                .drain()
                .out();
    }

    @ParameterizedTest(name = "{0} steps, {1} devices: call {2}")
    @CsvSource({"1, 2, 1", "2, 2, 3", "2, 3, 4", "2, 4, 5", "4, 2, 7"})
    void theFirstChunkComesOutOfTheCallOfOneMoreThanStepsBeyondTheFirstTimesDevices(int steps, int devices, int call) {
        try (PartedTransformer parted = Devices.of(devices)) {
            EchoStream stream = new EchoStream(parted, steps, STAY, 1).start();
            Deque<OnTheWay> calls = new ArrayDeque<>();
            List<Integer> out = new ArrayList<>();
            for (int made = 1; made <= 10; made++) {
                ChunkCall next = stream.denoiser.next(stream.chunk(), OptionalInt.empty());
                calls.add(new OnTheWay(made, next, submitted(parted, next)));
                if (calls.size() == devices) {
                    OnTheWay first = calls.removeFirst();
                    first.done().toCompletableFuture().join();
                    first.call().ran();
                    first.call().result().ifPresent(_ -> out.add(first.number()));
                }
            }
            assertThat(out.getFirst()).isEqualTo(call);
        }
    }

    private record OnTheWay(int number, ChunkCall call, CompletionStage<Void> done) {}

    private static CompletionStage<Void> submitted(CausalTransformer transformer, ChunkCall call) {
        return transformer.submit(call.passes().stream().map(WindowPass::row).toList());
    }

    @Test
    void asManyPassesAreInWorkAtOnceAsThereAreDevices() {
        CountDownLatch all = new CountDownLatch(3);
        List<EchoDevice> devices = Devices.several(
                3,
                (at, device) -> device.watch = pass -> {
                    if (at + pass == 3 + 2) { // the third pass after the start's, the second and the first
                        all.countDown();
                        assertThat(all.await(10, TimeUnit.SECONDS))
                                .as("the others work meanwhile")
                                .isTrue();
                    }
                });
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            assertThat(new EchoStream(parted, 3, STAY, 1)
                            .start()
                            .chunks(6)
                            .drain()
                            .out())
                    .hasSize(2 + 6);
        }
        assertThat(all.getCount()).isZero();
    }

    @Test
    void aPassWaitsForRoomWhereADeviceLagsBehind() throws Exception {
        CountDownLatch stuck = new CountDownLatch(1);
        List<EchoDevice> devices = Devices.several(
                2,
                (at, device) -> device.watch = _ ->
                        assertThat(at == 0 || stuck.await(10, TimeUnit.SECONDS)).isTrue());
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            List<CompletionStage<Void>> done = new ArrayList<>();
            Thread many = Thread.ofPlatform().start(() -> {
                for (int i = 0; i < 20; i++) {
                    EchoStream stream = new EchoStream(parted, 1, STAY, 1);
                    CompletionStage<Void> pass =
                            submitted(parted, stream.denoiser.next(stream.chunk(), OptionalInt.empty()));
                    synchronized (done) {
                        done.add(pass);
                    }
                }
            });
            many.join(300);
            synchronized (done) {
                assertThat(done).as("in work and waiting, of each device").hasSizeLessThanOrEqualTo(4);
            }
            stuck.countDown();
            many.join();
            assertThat(done).hasSize(20);
            done.forEach(pass -> pass.toCompletableFuture().join());
        }
    }

    @Test
    void fewerChunksThanDevicesComeOutToo() {
        try (PartedTransformer parted = Devices.of(5)) {
            EchoStream stream = new EchoStream(parted, 3, STAY, 1).start().chunks(1);
            assertThat(stream.out()).hasSize(2);
            assertThat(stream.drain().out()).hasSize(3);
            assertThat(stream.flow.onTheWay()).isZero();
            assertThat(stream.drain().chunks(1).drain().out()).hasSize(4);
        }
    }

    @Test
    void moreDevicesThanBlocksAreRefused() {
        assertThatThrownBy(() -> Devices.of(EchoStream.LAYERS + 1))
                .isInstanceOf(EngineException.class)
                .hasMessage("6 devices for a transformer of 5 blocks: give as many devices as it has blocks, at most");
    }

    @Test
    void streamsShareTheDevicesAndComeOutAsAlone() {
        try (PartedTransformer parted = Devices.of(3)) {
            EchoStream one = new EchoStream(parted, 2, STAY, 1).start();
            EchoStream other = new EchoStream(parted, 3, STAY, 7).start();
            for (int i = 0; i < 20; i++) {
                one.chunks(1);
                other.chunks(1);
            }
            assertThat(one.drain().out()).isEqualTo(whole(20, 2, 1));
            assertThat(other.drain().out()).isEqualTo(whole(20, 3, 7));
        }
    }

    private static List<Float> whole(int chunks, int steps, float prompt) {
        return new EchoStream(new EchoBlocks(EchoStream.LAYERS), steps, STAY, prompt)
                .start()
                .chunks(chunks)
                .drain()
                .out();
    }
}
