package dev.brushcast.media.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class SeatTest {

    private final Seat seat = new Seat();

    @Test
    void oneAtATimeHasIt() throws InterruptedException {
        FakeSender first = new FakeSender();
        assertThat(seat.take(first)).isTrue();
        first.pipe.write(ByteBuffer.wrap(new byte[] {1}));

        assertThat(seat.take(new FakeSender())).isFalse();
        assertThat(first.pipe.ended()).isFalse();
    }

    @Test
    void whoHasGoneBeforeAllWasReadIsFollowedByTheNext() throws InterruptedException {
        FakeSender first = new FakeSender();
        FakeSender second = new FakeSender();
        seat.take(first);
        first.pipe.write(ByteBuffer.wrap(new byte[] {1}));
        Publication publication = Objects.requireNonNull(seat.publication());
        first.pipe.end();

        assertThat(seat.take(second)).isTrue();
        assertThat(Objects.requireNonNull(publication.read(8, 0)).get()).isEqualTo((byte) 1);
        assertThat(publication.read(8, 0)).isNull();
        publication.close();
        second.pipe.write(ByteBuffer.wrap(new byte[] {2}));
        assertThat(Objects.requireNonNull(
                                Objects.requireNonNull(seat.publication()).read(8, 0))
                        .get())
                .isEqualTo((byte) 2);
    }

    @Test
    void whoLeavesWithoutAWordLeavesItFree() {
        FakeSender first = new FakeSender();
        seat.take(first);
        seat.leave(first);

        assertThat(seat.take(new FakeSender())).isTrue();
    }

    @Test
    void aFullPipeHoldsItsWriterUpAndIsNoSilence() throws InterruptedException {
        BytePipe pipe = new BytePipe(1);
        pipe.write(ByteBuffer.wrap(new byte[] {1}));
        Thread writer = Thread.ofVirtual().start(() -> write(pipe));
        while (pipe.blocked().isZero()) {
            Thread.onSpinWait();
        }

        assertThat(pipe.silence()).isZero();
        assertThat(pipe.waitingBytes()).isEqualTo(1);
        pipe.read(8, 0);
        writer.join();
        assertThat(pipe.waitingBytes()).isEqualTo(1);
    }

    private static void write(BytePipe pipe) {
        try {
            pipe.write(ByteBuffer.wrap(new byte[] {2}));
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static final class FakeSender implements Sender {

        private final BytePipe pipe = new BytePipe(BytePipe.USUAL_BYTES);

        @Override
        public BytePipe pipe() {
            return pipe;
        }

        @Override
        public boolean hasMedia() {
            return pipe.waitingBytes() > 0 || pipe.ended();
        }

        @Override
        public void close() {
            pipe.end();
        }
    }
}
