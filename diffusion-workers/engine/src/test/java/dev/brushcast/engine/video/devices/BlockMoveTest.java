package dev.brushcast.engine.video.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.brushcast.engine.video.balance.BlockSpan;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Blocks that go to another device while a stream runs, and their slots with them. */
@Timeout(30)
class BlockMoveTest {

    @ParameterizedTest
    @ValueSource(floats = {Float.NaN, 0.2f})
    void aStreamWhoseBlocksMoveThereAndBackComesOutAsOnOneDevice(float sinks) {
        try (PartedTransformer parted = Devices.of(3)) {
            EchoStream stream = new EchoStream(parted, 3, sinks, 1).start().chunks(12);
            assertThat(parted.move(spans(0, 1, 2, 5))).isTrue();
            stream.chunks(10);
            assertThat(parted.move(spans(0, 3, 4, 5))).isTrue();
            stream.chunks(10);
            assertThat(parted.move(spans(0, 3, 4, 5))).as("they are there").isFalse();
            assertThat(stream.chunks(8).drain().out()).isEqualTo(alone(sinks));
        }
    }

    @Test
    void afterSomePassesBlocksGoFromTheSlowDeviceOnceWhileTheStreamRuns() {
        List<EchoDevice> devices = Devices.several(2, (at, device) -> {
            double perBlock = at == 0 ? 0.030 : 0.010;
            device.time = span -> new StageTime(perBlock * span.count(), perBlock * span.count());
        });
        try (PartedTransformer parted = Devices.on(devices, 12)) {
            EchoStream stream = new EchoStream(parted, 3, Float.NaN, 1).start();
            assertThat(parted.spans()).isEqualTo(spans(0, 3, 5));
            stream.chunks(10);
            await().until(() -> devices.get(1).loaded().size() > 2
                    || parted.spans().getFirst().count() < 3);
            stream.chunks(30);
            // 90 ms and 20 ms: 22 ms a block, so that 1.6 blocks go
            assertThat(parted.spans()).isEqualTo(spans(0, 1, 5));
            assertThat(stream.drain().out()).isEqualTo(alone(Float.NaN));
            assertThat(devices.get(0).loaded()).isEqualTo(Set.of(0));
            assertThat(devices.get(1).loaded()).isEqualTo(Set.of(1, 2, 3, 4));
            assertThat(parted.times().get(1).blocks())
                    .as("of the blocks that it has now")
                    .isEqualTo(0.040);
        }
    }

    @Test
    void blocksAreBalancedAgainWhenAsked() {
        List<EchoDevice> devices = Devices.several(2, (_, _) -> {});
        devices.get(1).time = span -> new StageTime(span.count(), span.count() + 3);
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            assertThat(parted.rebalance()).as("nothing is measured yet").isFalse();
            EchoStream stream = new EchoStream(parted, 3, Float.NaN, 1).start().chunks(20);
            assertThat(parted.rebalance()).isTrue();
            assertThat(parted.spans()).as("3 and 5 seconds").isEqualTo(spans(0, 4, 5));
            assertThat(stream.chunks(20).drain().out()).isEqualTo(alone(Float.NaN));
        }
    }

    @Test
    void whatElseADeviceDoesCountsAsWell() {
        List<EchoDevice> devices = Devices.several(2, (_, _) -> {});
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            EchoStream stream =
                    new EchoStream(parted, 1, Float.NaN, 1).start().chunks(3).drain();
            for (int chunk = 0; chunk < 10; chunk++) {
                stream.chunks(1).drain();
                parted.alsoTook(1, 3); // decoding, say
            }
            assertThat(parted.times()).allMatch(time -> time.blocks() <= 3);
            assertThat(parted.rebalance()).isTrue();
            assertThat(parted.spans()).as("3 and nearly 5 seconds").isEqualTo(spans(0, 4, 5));
        }
    }

    @Test
    void blocksMoveOnceTheDevicesAreEmptyAlsoWhereTheirQueuesAreFull() {
        CountDownLatch stuck = new CountDownLatch(1);
        List<EchoDevice> devices = Devices.several(2, (_, _) -> {});
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            EchoStream stream = new EchoStream(parted, 3, Float.NaN, 1).start().chunks(4);
            devices.get(1).watch =
                    _ -> assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
            List<EchoStream> others = Stream.generate(() -> new EchoStream(parted, 1, Float.NaN, 1))
                    .limit(2)
                    .toList();
            others.forEach(other -> other.chunks(1));
            Thread.ofPlatform().start(() -> {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
                stuck.countDown();
            });
            assertThat(parted.move(spans(0, 1, 5))).isTrue();
            assertThat(stuck.getCount()).as("the slow device went on first").isZero();
            assertThat(stream.chunks(36).drain().out()).isEqualTo(alone(Float.NaN));
            others.forEach(other -> assertThat(other.drain().out()).hasSize(1));
        }
    }

    @Test
    void whereABlockCannotBeLoadedAllStayAndTheStreamGoesOn() {
        List<EchoDevice> devices = Devices.several(2, (_, _) -> {});
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            EchoStream stream = new EchoStream(parted, 3, Float.NaN, 1).start().chunks(15);
            devices.get(1).refuses = true;
            assertThatThrownBy(() -> parted.move(spans(0, 1, 5))).hasMessage("echo:1 has no room");
            assertThat(parted.spans()).isEqualTo(spans(0, 3, 5));
            assertThat(devices.get(1).loaded()).isEqualTo(Set.of(3, 4));
            assertThat(stream.chunks(25).drain().out()).isEqualTo(alone(Float.NaN));
        }
    }

    private static List<Float> alone(float sinks) {
        return new EchoStream(new EchoBlocks(EchoStream.LAYERS), 3, sinks, 1)
                .start()
                .chunks(40)
                .drain()
                .out();
    }

    private static List<BlockSpan> spans(int... bounds) {
        return IntStream.range(1, bounds.length)
                .mapToObj(i -> new BlockSpan(bounds[i - 1], bounds[i]))
                .toList();
    }
}
