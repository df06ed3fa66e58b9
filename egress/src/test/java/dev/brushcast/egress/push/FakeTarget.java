package dev.brushcast.egress.push;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A server in the same process: takes packets, refuses connections and hangs up as it is told. */
final class FakeTarget implements PushTarget {

    final List<String> taken = Collections.synchronizedList(new ArrayList<>());
    volatile @Nullable String refusal;
    volatile @Nullable String breakOff;

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
