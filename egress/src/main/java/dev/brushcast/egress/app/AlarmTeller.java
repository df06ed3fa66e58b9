package dev.brushcast.egress.app;

import dev.brushcast.contract.avro.StreamEvent;
import dev.brushcast.contract.avro.StreamEventType;
import dev.brushcast.egress.ledger.EgressMetrics;
import dev.brushcast.egress.watch.Alarm;
import dev.brushcast.egress.watch.OutputWatch;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is wrong with a stream's output, and that it is well again: an event, a line in the log, a gauge.
 *
 * @param events where events go
 */
record AlarmTeller(String stream, EgressMetrics metrics, Consumer<StreamEvent> events, InstantSource clock)
        implements OutputWatch.Listener {

    private static final Logger LOGGER = LoggerFactory.getLogger(AlarmTeller.class);
    private static final String ORIGIN = "egress";

    /** It is not known here in which capture it began. */
    private static final long NO_EPOCH = 0;

    @Override
    public void raised(Alarm alarm, long sinceUs) {
        metrics.alarm(alarm, true);
        LOGGER.atWarn().addKeyValue("stream", stream).log(alarm.words());
        tell(StreamEventType.ALARM, alarm, alarm.words(), Map.of("sinceUs", Long.toString(sinceUs)));
    }

    @Override
    public void cleared(Alarm alarm, long us) {
        metrics.alarm(alarm, false);
        String words = "no more: " + alarm.words();
        LOGGER.atInfo().addKeyValue("stream", stream).log(words);
        tell(StreamEventType.ALARM_CLEARED, alarm, words, Map.of("atUs", Long.toString(us)));
    }

    private void tell(StreamEventType type, Alarm alarm, String words, Map<String, String> when) {
        Map<String, String> details = new TreeMap<>(when);
        details.put("alarm", alarm.name().toLowerCase(Locale.ROOT));
        events.accept(new StreamEvent(stream, NO_EPOCH, type, clock.millis() * 1000, ORIGIN, words, details));
    }
}
