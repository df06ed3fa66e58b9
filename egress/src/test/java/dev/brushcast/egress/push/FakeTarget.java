package dev.brushcast.egress.push;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A server in the same process: takes packets, refuses connections and hangs up as it is told. */
public final class FakeTarget implements PushTarget {

    public final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    public volatile @Nullable String refusal;
    volatile @Nullable String breakOff;
    volatile boolean listens;

    /** What a send waits for, as a server that takes nothing has it wait. */
    public volatile @Nullable CountDownLatch stall;

    @Override
    public Set<String> carried(@Nullable AudioFormat format) {
        return Set.of("aac");
    }

    @Override
    public PushConnection connect(PushItem.Begin epoch, BooleanSupplier abort) {
        require(refusal);
        taken.add("connected");
        return new PushConnection() {
            @Override
            public void picture(MediaPacket packet) {
                await(stall);
                require(breakOff);
                taken.add("picture " + packet.pts());
            }

            @Override
            public void audio(MediaPacket packet) {
                require(breakOff);
                taken.add("audio " + packet.pts());
            }

            @Override
            public void close() {
                taken.add("closed");
            }
        };
    }

    @Override
    public boolean listens() {
        return listens;
    }

    private static void await(@Nullable CountDownLatch stall) {
        try {
            if (stall != null) {
                stall.await();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void require(@Nullable String why) {
        if (why != null) {
            throw new PushException(why, new IllegalStateException());
        }
    }

    @Override
    public String toString() {
        return "fake://server/***";
    }
}
