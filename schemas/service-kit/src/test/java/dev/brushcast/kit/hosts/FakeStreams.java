package dev.brushcast.kit.hosts;

import dev.brushcast.contract.avro.DesiredStream;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

/** Streams that only say what was done with them, in order: "open a 1", "start a 1", "become a 2", "close a 2". */
final class FakeStreams implements HostedStream.Opener {

    final List<String> done = new CopyOnWriteArrayList<>();
    final List<Fake> opened = new CopyOnWriteArrayList<>();
    volatile boolean becoming;
    volatile boolean refusing;

    static DesiredStream stream(String id, int slot, long revision, boolean running) {
        return new DesiredStream(id, slot, revision, running, "{}", "{}", 0L, 0L);
    }

    static DesiredStream stream(String id, long revision) {
        return stream(id, 0, revision, true);
    }

    @Override
    public HostedStream open(DesiredStream stream) {
        if (refusing) {
            done.add("refuse " + said(stream));
            throw new IllegalStateException("it cannot be");
        }
        done.add("open " + said(stream));
        Fake fake = new Fake(stream);
        opened.add(fake);
        return fake;
    }

    private static String said(DesiredStream stream) {
        return stream.getStreamId() + " " + stream.getRevision();
    }

    final class Fake implements HostedStream {

        final CompletableFuture<Void> finished = new CompletableFuture<>();
        private volatile DesiredStream stream;

        Fake(DesiredStream stream) {
            this.stream = stream;
        }

        @Override
        public String name() {
            return said(stream);
        }

        @Override
        public void start() {
            done.add("start " + name());
        }

        @Override
        public CompletionStage<Void> finished() {
            return finished;
        }

        @Override
        public boolean becomes(DesiredStream changed) {
            if (becoming) {
                stream = changed;
                done.add("become " + name());
            }
            return becoming;
        }

        @Override
        public void end() {
            done.add("end " + name());
        }

        @Override
        public void close() {
            done.add("close " + name());
        }
    }
}
