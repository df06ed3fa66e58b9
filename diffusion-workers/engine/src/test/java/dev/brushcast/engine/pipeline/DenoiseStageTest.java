package dev.brushcast.engine.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.engine.EngineException;
import dev.brushcast.engine.batch.Advancing;
import dev.brushcast.engine.batch.BatchLoop;
import dev.brushcast.engine.batch.BatchPlanner;
import dev.brushcast.engine.batch.Candidate;
import dev.brushcast.engine.batch.FrameTicket;
import dev.brushcast.engine.batch.StepCalls;
import dev.brushcast.engine.model.LatentShape;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Several calls on their way at once. */
class DenoiseStageTest {

    private final List<String> heard = new ArrayList<>();

    @Test
    void endsAreToldInTheOrderOfCallsAlsoWhereOneHasComeBeforeItsCallIsSent() throws Exception {
        // As where the thread that denoises is held up while it sends the second call, and both are over by then.
        DenoiseStage<Row> stage =
                new DenoiseStage<>(new BatchLoop<>(new OneByOne(), new BothDoneByTheSecond()), () -> () -> {}, () -> 0);
        Row first = new Row(0);
        Row second = new Row(1);
        stage.tell(List.of(() -> stage.admit(first, first), () -> stage.admit(second, second)));
        while (!first.done || !second.done) {
            stage.work();
        }

        assertThat(heard).containsExactly("0 departed", "1 departed", "0 done", "1 done");
    }

    private static final class BothDoneByTheSecond implements StepCalls<Row> {

        private final List<CompletableFuture<Void>> calls = new ArrayList<>();

        @Override
        public void advance(List<Row> planned) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int depth() {
            return 2;
        }

        @Override
        public CompletionStage<Void> submit(List<Row> planned) {
            CompletableFuture<Void> call = new CompletableFuture<>();
            calls.add(call);
            if (calls.size() == 2) {
                calls.forEach(each -> each.complete(null));
            }
            return call;
        }
    }

    private static final class OneByOne implements BatchPlanner {
        @Override
        public <C extends Candidate> List<C> plan(List<C> ready) {
            return List.of(ready.getFirst());
        }
    }

    private final class Row implements Advancing, DenoiseStage.Fate {

        private final int number;
        private boolean done;

        Row(int number) {
            this.number = number;
        }

        @Override
        public String streamId() {
            return "s";
        }

        @Override
        public LatentShape shape() {
            return new LatentShape(1, 1, 1);
        }

        @Override
        public int step() {
            return 0;
        }

        @Override
        public int rows() {
            return 1;
        }

        @Override
        public boolean moreToCome() {
            return false;
        }

        @Override
        public FrameTicket ticket() {
            return new FrameTicket("s", Long.MAX_VALUE, 0, number, new AtomicInteger());
        }

        @Override
        public boolean isBegun() {
            return true;
        }

        @Override
        public boolean isDone() {
            return done;
        }

        @Override
        public void departed() {
            heard.add(number + " departed");
        }

        @Override
        public void advanced(long nanos) {
            done = true;
        }

        @Override
        public void done() {
            heard.add(number + " done");
        }

        @Override
        public void late() {
            heard.add(number + " late");
        }

        @Override
        public void failed(EngineException cause) {
            heard.add(number + " failed");
        }
    }
}
