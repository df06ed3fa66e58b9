package dev.brushcast.worker.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.Test;

class OnInitTest {

    private final List<String> done = new ArrayList<>();
    private int begun;

    @Test
    void whatATaskHeldIsFreedWhenItIsMadeAnewAndOnceWhenItIsClosed() {
        Processor<String, String, String, String> processor =
                OnInit.<String, String, String, String>of(_ -> work(++begun)).get();
        processor.init(new MockProcessorContext<>());
        processor.process(new Record<>("k", "v", 0));
        processor.init(new MockProcessorContext<>());
        processor.process(new Record<>("k", "w", 0));
        processor.close();
        processor.close();

        assertThat(done).containsExactly("1 v", "1 closed", "2 w", "2 closed");
    }

    private OnInit.Work<String, String> work(int number) {
        return new OnInit.Work<>() {
            @Override
            public void process(Record<String, String> record) {
                done.add(number + " " + record.value());
            }

            @Override
            public void close() {
                done.add(number + " closed");
            }
        };
    }
}
