package dev.brushcast.compose.control.fleet;

import dev.brushcast.contract.avro.DesiredStream;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Meters of the fleet, as control sees it, see {@link FleetTotals}: {@code brushcast.fleet.load}, by which it is scaled, {@code
 * .lag}, {@code .workers}, {@code .streams}, {@code .unserved}; and {@code brushcast.fleet.silent}, the workers that should tell of
 * themselves and do not. A stream that no worker has taken up counts in the load as well. All are NaN while it is not known what
 * there is: that is not nothing.
 */
public final class FleetMeters {

    private FleetMeters() {}

    /**
     * Registers them; each look at one looks at the fleet.
     *
     * @param streams that are to be; empty: not known now
     */
    public static void bind(
            MeterRegistry registry, FleetDesk desk, Supplier<Optional<? extends Map<String, DesiredStream>>> streams) {
        Supplier<Optional<FleetTotals>> totals = () -> streams.get().map(all -> FleetTotals.of(desk.now(all)));
        gauge(registry, "load", "ratio", totals, FleetTotals::load);
        gauge(registry, "lag", "seconds", totals, FleetTotals::lagSeconds);
        gauge(registry, "workers", "workers", totals, FleetTotals::workers);
        gauge(registry, "streams", "streams", totals, FleetTotals::streams);
        gauge(registry, "unserved", "streams", totals, FleetTotals::unserved);
        gauge(
                registry,
                "silent",
                "workers",
                () -> streams.get().map(_ -> desk),
                there -> there.silent().size());
    }

    private static <T> void gauge(
            MeterRegistry registry, String name, String unit, Supplier<Optional<T>> known, ToDoubleFunction<T> value) {
        Gauge.builder(
                        "brushcast.fleet." + name,
                        () -> known.get().map(value::applyAsDouble).orElse(Double.NaN))
                .baseUnit(unit)
                .register(registry);
    }
}
