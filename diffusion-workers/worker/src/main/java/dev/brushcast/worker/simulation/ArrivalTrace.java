package dev.brushcast.worker.simulation;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * When chunks of live streams come to a worker.
 *
 * @param name of the trace
 * @param arrivals by time
 */
public record ArrivalTrace(String name, List<Arrival> arrivals) {

    private static final int COLUMNS = 5;

    /**
     * One chunk.
     *
     * @param stream its number, from 0
     * @param sequence of the chunk in its stream
     * @param arrivedUs when the worker could have it
     * @param capturedUs when its last frame was captured
     * @param frameUs how long each of its {@link Simulation#FRAMES_PER_CHUNK} frames is shown
     */
    public record Arrival(int stream, long sequence, long arrivedUs, long capturedUs, long frameUs) {

        /** When one of its frames was captured. */
        long capturedUs(int frame) {
            return capturedUs - (Simulation.FRAMES_PER_CHUNK - 1 - frame) * frameUs;
        }
    }

    public ArrivalTrace {
        arrivals = arrivals.stream()
                .sorted(Comparator.comparingLong(Arrival::arrivedUs).thenComparingInt(Arrival::stream))
                .toList();
        if (arrivals.isEmpty()) {
            throw new IllegalArgumentException("trace " + name + " has no arrivals");
        }
    }

    /** How many streams there are. */
    public int streams() {
        return 1 + arrivals.stream().mapToInt(Arrival::stream).max().orElseThrow();
    }

    /** Frames a second that all streams bring together. */
    public double framesPerSecond() {
        long first = arrivals.getFirst().arrivedUs();
        long last = arrivals.getLast().arrivedUs();
        return arrivals.size() * Simulation.FRAMES_PER_CHUNK * 1e6 / Math.max(1, last - first);
    }

    /**
     * Reads a table: a head, then stream, sequence, arrived, captured and length of a frame in microseconds, comma-separated; lines
     * with # are remarks.
     *
     * @throws IllegalArgumentException if it is none
     */
    public static ArrivalTrace read(String name, InputStream table) {
        List<Arrival> arrivals = new ArrayList<>();
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(table, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (!line.startsWith("#") && !line.isBlank() && !line.startsWith("stream")) {
                    arrivals.add(arrival(name, line));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new ArrivalTrace(name, arrivals);
    }

    /** The same table that {@link #read} takes, arrivals by time. */
    public List<String> table() {
        return Stream.concat(
                        Stream.of("stream,sequence,arrivedUs,capturedUs,frameUs"),
                        arrivals.stream()
                                .map(one -> one.stream() + "," + one.sequence() + "," + one.arrivedUs() + ","
                                        + one.capturedUs() + "," + one.frameUs()))
                .toList();
    }

    private static Arrival arrival(String name, String line) {
        String[] cells = line.split(",", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalArgumentException("trace " + name + ": a line has " + COLUMNS + " numbers, not: " + line);
        }
        try {
            return new Arrival(
                    Integer.parseInt(cells[0]),
                    Long.parseLong(cells[1]),
                    Long.parseLong(cells[2]),
                    Long.parseLong(cells[3]),
                    Long.parseLong(cells[4]));
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "trace " + name + ": a line has " + COLUMNS + " numbers, not: " + line, e);
        }
    }
}
