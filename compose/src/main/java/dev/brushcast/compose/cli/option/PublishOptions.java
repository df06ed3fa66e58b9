package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.control.settings.StreamUrl;
import dev.brushcast.ingest.app.Doors;
import dev.brushcast.ingest.door.DoorConfig;
import dev.brushcast.ingest.door.DoorLimits;
import dev.brushcast.ingest.door.FrontDoor;
import dev.brushcast.ingest.door.PublishDoor;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.ops.TlsFiles;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where streams whose source is {@code publish:} are published. */
public final class PublishOptions {

    private static final List<String> NAMES =
            List.of("--publish-port", "--publish-host", "--publish-origin", "--front-door");

    @Option(
            names = "--publish-port",
            paramLabel = "PORT",
            description =
                    "Where browsers publish: a page for each stream at /publish/ID; 0: any free port. Default: 8081 of"
                            + " a platform, else nowhere.")
    @Nullable
    Integer port;

    @Option(
            names = "--publish-host",
            paramLabel = "HOST",
            description = "Address to let them in at; 0.0.0.0: all. Default: ${DEFAULT-VALUE}.")
    String host = "localhost";

    @Option(
            names = "--publish-origin",
            paramLabel = "ORIGIN",
            description =
                    "Let pages of this site publish, as in https://site.example; the own page's is then to be named as"
                            + " well. May be given several times. Default: the own page alone.")
    List<String> origins = List.of();

    @Option(
            names = "--front-door",
            converter = FromEnvironment.class,
            paramLabel = "URL",
            description = "A server that encoders publish to, from which streams are taken in, as in"
                    + " rtsp://ingest:'$${TOKEN}'@mediamtx:8554/{id}. Default: none.")
    @Nullable
    String front;

    /**
     * Looks at what the options say; nothing is opened.
     *
     * @throws UserError if it cannot be
     */
    public void check() {
        if (port != null) {
            Limits.requirePort(0, "--publish-port", port);
        }
        FrontDoor _ = frontDoor();
        config(0, null, origins);
    }

    /** Options of streams that come and go, where there is a single one. */
    public static void refuse(Predicate<String> given) {
        NAMES.stream().filter(given).findFirst().ifPresent(option -> {
            throw new UserError(option + " goes with --hosted: a single stream listens by itself, see --listen");
        });
    }

    /**
     * The doors, not open yet.
     *
     * @param byDefault the port for browsers where none is given; null: there is none
     * @param tls for browsers; null: in the open
     */
    public Doors doors(@Nullable Integer byDefault, @Nullable TlsFiles tls, MeterRegistry metrics) {
        return doors(byDefault, tls, List.of(), metrics);
    }

    /**
     * The same where a page beside it publishes as well.
     *
     * @param beside its origins; empty: there is none
     */
    public Doors doors(
            @Nullable Integer byDefault, @Nullable TlsFiles tls, List<String> beside, MeterRegistry metrics) {
        Integer where = where(byDefault);
        if (where == null) {
            return new Doors(null, frontDoor());
        }
        List<String> allowed = new ArrayList<>(origins);
        StreamUrl own = url(byDefault, tls);
        if (!beside.isEmpty() && own != null) {
            allowed.addAll(beside);
            allowed.add(own.origin());
        }
        return new Doors(new PublishDoor(config(where, tls, allowed), metrics), frontDoor());
    }

    /** Where a browser publishes to a stream; null: nowhere, or not before the port is known. */
    public @Nullable StreamUrl url(@Nullable Integer byDefault, @Nullable TlsFiles tls) {
        Integer where = where(byDefault);
        return where == null || where == 0
                ? null
                : new StreamUrl((tls == null ? "http://" : "https://") + (host.equals("0.0.0.0") ? "localhost" : host)
                        + ":" + where + PublishDoor.PATH + "{id}");
    }

    private @Nullable Integer where(@Nullable Integer byDefault) {
        return port == null ? byDefault : port;
    }

    private DoorConfig config(int where, @Nullable TlsFiles tls, List<String> allowed) {
        return new DoorConfig(host, where, tls, allowed, DoorLimits.DEFAULT);
    }

    private @Nullable FrontDoor frontDoor() {
        return front == null ? null : new FrontDoor(front);
    }
}
