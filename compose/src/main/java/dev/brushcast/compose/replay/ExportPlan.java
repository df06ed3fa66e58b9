package dev.brushcast.compose.replay;

import dev.brushcast.egress.consume.CaptureHistory.Capture;
import dev.brushcast.kit.UserError;
import dev.brushcast.media.source.StreamSource;
import dev.brushcast.media.source.StreamSource.Moment;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What of a stream's recording goes into which file: one for each capture, whose times and sizes are its own.
 *
 * @param what which captures, from when to when
 * @param file the first one's, of type MP4, which is not there yet
 */
public record ExportPlan(StreamSource what, Path file) {

    private static final String SUFFIX = ".mp4";

    public ExportPlan {
        String name = Objects.requireNonNullElse(file.getFileName(), file).toString();
        if (!name.endsWith(SUFFIX) || name.equals(SUFFIX)) {
            throw new UserError("--output " + file + ": name an MP4 file, as in film.mp4");
        }
        if (file.getParent() != null && !Files.isDirectory(file.getParent())) {
            throw new UserError("--output " + file + ": there is no folder " + file.getParent());
        }
        requireFree(file);
    }

    private static void requireFree(Path file) {
        if (Files.exists(file)) {
            throw new UserError("--output " + file + " is there already: choose another name");
        }
    }

    /**
     * A part of one capture.
     *
     * @param fromUs presentation time in it, microseconds
     * @param toUs the first that is not wanted any more
     */
    public record Piece(Capture capture, long fromUs, long toUs, Path file) {}

    /**
     * The parts of what is recorded, the oldest first.
     *
     * @param recorded the oldest first
     * @throws UserError if nothing of what is wanted is among them
     */
    public List<Piece> pieces(List<Capture> recorded) {
        List<Piece> pieces = new ArrayList<>();
        for (Capture capture : recorded) {
            long fromUs = what.from() == null ? Long.MIN_VALUE : us(what.from(), capture);
            long toUs = what.to() == null ? Long.MAX_VALUE : us(what.to(), capture);
            boolean wanted = what.epoch() == null
                    ? isByTheClock() || capture.equals(recorded.getLast())
                    : capture.epoch() == what.epoch();
            if (wanted && fromUs <= capture.lastUs() && capture.firstUs() < toUs) {
                pieces.add(new Piece(capture, fromUs, toUs, numbered(pieces.size() + 1)));
            }
        }
        if (pieces.isEmpty()) {
            throw new UserError(
                    "Nothing of " + what.redacted() + " is recorded; of the stream there is " + said(recorded));
        }
        pieces.forEach(piece -> requireFree(piece.file()));
        return pieces;
    }

    private boolean isByTheClock() {
        return what.from() instanceof Moment.At || what.to() instanceof Moment.At;
    }

    private static long us(@Nullable Moment moment, Capture capture) {
        return switch (moment) {
            case Moment.At(Instant time) -> ChronoUnit.MICROS.between(Instant.EPOCH, time) - capture.startUs();
            case Moment.After(var start) -> start.toNanos() / 1_000;
            case null -> throw new IllegalArgumentException("no moment");
        };
    }

    private Path numbered(int number) {
        String path = file.toString();
        return number == 1 ? file : Path.of(path.substring(0, path.length() - SUFFIX.length()) + "-" + number + SUFFIX);
    }

    private static String said(List<Capture> recorded) {
        if (recorded.isEmpty()) {
            return "nothing any more";
        }
        Capture first = recorded.getFirst();
        Capture last = recorded.getLast();
        return "capture " + first.epoch() + (first.equals(last) ? "" : " to " + last.epoch()) + ", from "
                + at(first, first.firstUs()) + " to " + at(last, last.lastUs());
    }

    private static Instant at(Capture capture, long us) {
        return Instant.EPOCH.plus(capture.startUs() + us, ChronoUnit.MICROS);
    }
}
