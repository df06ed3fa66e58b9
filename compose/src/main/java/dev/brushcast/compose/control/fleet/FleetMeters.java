package dev.brushcast.compose.control.fleet;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Meters of the fleet, as control sees it: {@code brushcast.fleet.load}, {@code brushcast.fleet.lag} and {@code
 * brushcast.fleet.workers}, see {@link FleetTotals}. A stream that no worker has taken up counts as well: the first of them is to
 * scale by.
 */
public final class FleetMeters {

    private FleetMeters() {}

    /** Registers them; each look at one looks at the fleet. */
    public static void bind(MeterRegistry registry, Supplier<FleetNow> now) {
        gauge(registry, "brushcast.fleet.load", "ratio", now, FleetTotals::load);
        gauge(registry, "brushcast.fleet.lag", "seconds", now, FleetTotals::lagSeconds);
        gauge(registry, "brushcast.fleet.workers", "workers", now, FleetTotals::workers);
    }

    private static void gauge(
            MeterRegistry registry,
            String name,
            String unit,
            Supplier<FleetNow> now,
            ToDoubleFunction<FleetTotals> value) {
        Gauge.builder(name, () -> value.applyAsDouble(FleetTotals.of(now.get())))
                .baseUnit(unit)
                .register(registry);
    }
}
