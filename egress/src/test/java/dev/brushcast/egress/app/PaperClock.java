package dev.brushcast.egress.app;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Time that passes when it is told to, and what happens at some of it. Confined to one thread. */
final class PaperClock {

    private final List<Happening> happenings = new ArrayList<>();
    private long nanos;

    private record Happening(long atNanos, Runnable what) {}

    void at(long ms, Runnable what) {
        happenings.add(new Happening(Duration.ofMillis(ms).toNanos(), what));
    }

    void advance(Duration time) {
        nanos += time.toNanos();
        List<Happening> due =
                happenings.stream().filter(next -> next.atNanos <= nanos).toList();
        happenings.removeAll(due);
        due.forEach(next -> next.what.run());
    }

    long nanos() {
        return nanos;
    }
}
