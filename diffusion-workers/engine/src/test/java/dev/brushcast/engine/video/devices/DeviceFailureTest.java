package dev.brushcast.engine.video.devices;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.video.model.CausalTransformer;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A device that fails: who is told, what is lost, and that nothing waits for it for ever. */
@Timeout(30)
class DeviceFailureTest {

    private static final float STAY = Float.NaN;

    @Test
    void aPassThatFailsHalfWayEndsItsStreamInWordsAndOthersGoOn() {
        List<EchoDevice> devices = Devices.several(3, (_, _) -> {});
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            EchoStream other =
                    new EchoStream(parted, 2, STAY, 7).start().chunks(9).drain();
            EchoStream hit = new EchoStream(parted, 2, STAY, 1).start().chunks(5);
            failNext(devices.get(1));
            assertThatThrownBy(() -> hit.chunks(9))
                    .isInstanceOf(EngineException.class)
                    .hasMessage("echo:1 failed: out of memory");
            assertThatThrownBy(() -> hit.chunks(9))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("the stream's window is torn: begin the stream anew");

            assertThat(other.chunks(11).drain().out())
                    .isEqualTo(alone(7, 2).chunks(9).drain().chunks(11).drain().out());
            assertThat(new EchoStream(parted, 2, STAY, 1)
                            .start()
                            .chunks(9)
                            .drain()
                            .out())
                    .as("the stream begun anew")
                    .isEqualTo(alone(1, 2).chunks(9).drain().out());
        }
    }

    @Test
    void whatHasComeOutBeforeAFailureIsNotLost() {
        List<EchoDevice> devices = Devices.several(2, (_, _) -> {});
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            EchoStream stream = new EchoStream(parted, 1, STAY, 1).start();
            devices.get(1).watch = pass -> fail(pass == 4); // after the start and three chunks
            assertThatThrownBy(() -> stream.chunks(20)).hasMessage("echo:1 failed: out of memory");
            assertThat(stream.out()).isEqualTo(alone(1, 1).chunks(3).out());
        }
    }

    @Test
    void aPassThatIsAheadOfOneThatFailsComesOut() {
        CountDownLatch failed = new CountDownLatch(1);
        List<EchoDevice> devices = Devices.several(3, (_, _) -> {});
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            EchoStream stream =
                    new EchoStream(parted, 1, STAY, 1).start().chunks(3).drain();
            devices.get(1).watch = pass -> {
                if (pass == 6) { // the one before has failed
                    failed.countDown();
                }
                fail(pass == 5);
            };
            devices.get(2).watch = pass ->
                    assertThat(pass != 4 || failed.await(10, TimeUnit.SECONDS)).isTrue();
            assertThatThrownBy(() -> stream.chunks(20)).hasMessage("echo:1 failed: out of memory");
            assertThat(stream.out()).isEqualTo(alone(1, 1).chunks(4).out());
        }
    }

    @Test
    void aPassThatFailsBeforeItHasLeftAnythingCostsItsOwnChunksOnly() {
        List<EchoDevice> devices = Devices.several(2, (_, _) -> {});
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            EchoStream stream =
                    new EchoStream(parted, 1, STAY, 1).start().chunks(5).drain();
            failNext(devices.get(0));
            assertThatThrownBy(() -> stream.chunks(1).drain()).hasMessage("echo:0 failed: out of memory");
            assertThat(stream.chunks(3).drain().out()).hasSize(2 + 5 + 3);
        }
    }

    @Test
    void aThreadThatEndsFailsAllPassesNowAndLaterAndTheTransformerCloses() {
        List<EchoDevice> devices = Devices.several(3, (_, _) -> {});
        try (PartedTransformer parted = Devices.on(devices, 0)) {
            EchoStream stream = new EchoStream(parted, 2, STAY, 1).start().chunks(4);
            devices.get(2).watch = _ -> {
                throw new OutOfMemoryError("Java heap space");
            };
            assertThatThrownBy(() -> stream.chunks(9))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("echo:2 runs no more: Java heap space; open the model again");
            assertThatThrownBy(() -> new EchoStream(parted, 2, STAY, 1).start()).hasMessageContaining("runs no more");
        }
        assertThat(devices).allMatch(device -> device.closed);
    }

    @Test
    void closingFailsWhatIsOnItsWay() throws Exception {
        CountDownLatch inWork = new CountDownLatch(1);
        List<EchoDevice> devices = Devices.several(
                2,
                (_, device) -> device.watch = _ -> {
                    inWork.countDown();
                    Thread.sleep(50);
                });
        PartedTransformer parted = Devices.on(devices, 0);
        EchoStream stream = new EchoStream(parted, 1, STAY, 1);
        Throwable[] told = new Throwable[1];
        Thread caller = Thread.ofPlatform().start(() -> {
            try {
                stream.start().chunks(100);
            } catch (EngineException e) {
                told[0] = e;
            }
        });
        inWork.await();
        parted.close();
        caller.join();
        assertThat(told[0]).hasMessage("the transformer is closed");
    }

    private static EchoStream alone(float prompt, int steps) {
        CausalTransformer one = new EchoBlocks(EchoStream.LAYERS);
        return new EchoStream(one, steps, STAY, prompt).start();
    }

    private static void failNext(EchoDevice device) {
        device.watch = _ -> {
            device.watch = _ -> {};
            fail(true);
        };
    }

    private static void fail(boolean now) {
        if (now) {
            throw new EngineException("out of memory");
        }
    }
}
