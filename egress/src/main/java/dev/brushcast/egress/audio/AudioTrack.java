package dev.brushcast.egress.audio;

import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.ffmpeg.output.SilentAudio;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audio of one epoch in one output: each packet once, in order, end to end, in one format that the container carries. The
 * format is that of the source's first packet, as far as the container carries it; what the source sends in another one later is
 * converted, and where it sends nothing there is silence. Times that come out are in samples. Confined to one thread.
 */
public final class AudioTrack implements AutoCloseable {

    private static final Logger LOGGER = LoggerFactory.getLogger(AudioTrack.class);

    /** A decoder that has lost a packet may still hold this much audio from before it, seconds. */
    private static final double DECODER_DELAY = 0.5;

    /** A source that is away is said to be so every half second: what says more at once is not believed. Seconds. */
    private static final double LONGEST_HOLD = 3_600;

    private final Set<String> carried;
    private final Supplier<AudioFormat> otherwise;
    private final @Nullable AudioFormat continued;
    private final LostAudio lost = new LostAudio(LOGGER);
    private final Deque<AudioPackets> early = new ArrayDeque<>();
    private @Nullable Double startSeconds;
    private @Nullable AudioPath path;
    private @Nullable AudioFormat source;
    private @Nullable AudioFormat format;
    private @Nullable AudioLine line;
    private @Nullable MediaPacket first;
    private Silence silence = new Silence();
    private double heardSeconds = Double.NEGATIVE_INFINITY;
    private long nextSequence;
    private double lastSeconds = Double.NEGATIVE_INFINITY;
    private boolean ended;
    private double heldSeconds = Double.NEGATIVE_INFINITY;
    private long finishedSilence;

    /**
     * A track.
     *
     * @param carried codecs that go into the output untouched
     * @param otherwise the format of a track that has to begin before the source has sent anything
     */
    public AudioTrack(Set<String> carried, Supplier<AudioFormat> otherwise) {
        this(carried, otherwise, null);
    }

    private AudioTrack(Set<String> carried, Supplier<AudioFormat> otherwise, @Nullable AudioFormat continued) {
        this.carried = carried;
        this.otherwise = otherwise;
        this.continued = continued;
    }

    /** A track that keeps to the codec of an earlier epoch: a source in another one is converted into that format. */
    public static AudioTrack continuing(AudioFormat earlier) {
        return new AudioTrack(Set.of(earlier.codec()), () -> earlier, earlier);
    }

    /** Says where the track begins; until then what comes is kept. Returns the packets that are ready. */
    public List<MediaPacket> begin(double seconds) {
        List<MediaPacket> ready = new ArrayList<>();
        if (startSeconds == null) {
            startSeconds = seconds;
            while (!early.isEmpty()) {
                ready.addAll(take(early.remove()));
            }
        }
        return ready;
    }

    /** Takes a chunk; returns the packets that are ready. A chunk that was there before gives none. */
    public List<MediaPacket> accept(AudioPackets chunk) {
        if (ended || chunk.sequence() < nextSequence) {
            return List.of();
        }
        nextSequence = chunk.sequence() + 1;
        ended = chunk.endOfEpoch();
        chunk.endSeconds().ifPresent(end -> heardSeconds = Math.max(heardSeconds, end));
        if (startSeconds == null) {
            early.add(chunk);
            return List.of();
        }
        return take(chunk);
    }

    /** Silence until a time is reached: the source's audio is not waited for any longer. */
    public List<MediaPacket> fillUntil(double seconds) {
        AudioLine to = begun();
        return ready(to.fillUntil((long) Math.ceil(samples(seconds))));
    }

    /** The track ends here: silence up to the packet that ends next to it. */
    public List<MediaPacket> fillNear(double seconds) {
        AudioLine to = begun();
        return ready(to.fillNear((long) samples(seconds)));
    }

    /** True when the source sends no more. */
    public boolean ended() {
        return ended;
    }

    /** True once the source has sent a packet. */
    public boolean heard() {
        return heardSeconds != Double.NEGATIVE_INFINITY;
    }

    /** Where the source's audio ends so far, seconds; negative infinity before the first packet. */
    public double heardSeconds() {
        return heardSeconds;
    }

    /** Up to where the source is known to be silent, and nothing is still to come, seconds; negative infinity: nowhere. */
    public double heldSeconds() {
        return heldSeconds;
    }

    /** Where the packets end that came out, seconds; negative infinity before the first. */
    public double endSeconds() {
        return line == null || format == null || line.end() == Long.MIN_VALUE
                ? Double.NEGATIVE_INFINITY
                : (double) line.end() / format.sampleRate();
    }

    /** The format of the packets, once the first one was ready. */
    public Optional<AudioFormat> format() {
        return first == null ? Optional.empty() : Optional.ofNullable(format);
    }

    /** The first packet. */
    public Optional<MediaPacket> first() {
        return Optional.ofNullable(first);
    }

    /** Seconds of silence where the source had nothing. */
    public double silentSeconds() {
        if (line == null || format == null) {
            return 0;
        }
        long samples = line.silentSamples() + finishedSilence + (path == null ? 0 : path.silentSamples());
        return (double) samples / format.sampleRate();
    }

    private List<MediaPacket> take(AudioPackets chunk) {
        List<MediaPacket> ready = new ArrayList<>();
        AudioFormat declared = chunk.format();
        if (declared != null) {
            double tick = declared.timeBase().value();
            for (MediaPacket packet : chunk.packets()) {
                if (packet.pts() * tick > lastSeconds) {
                    lastSeconds = packet.pts() * tick;
                    ready.addAll(ready(send(declared, packet)));
                }
            }
        }
        if (chunk.heldUntilUs() != null) {
            ready.addAll(ready(hold(chunk.heldUntilUs() / 1e6)));
        }
        if (chunk.endOfEpoch()) {
            ready.addAll(ready(finishPath()));
        }
        return ready;
    }

    /** Silence at once; a time that nothing led up to is not believed. */
    private List<MediaPacket> hold(double seconds) {
        double start = startSeconds == null ? 0 : startSeconds;
        if (seconds <= start || seconds - Math.max(start, endSeconds()) > LONGEST_HOLD) {
            return List.of();
        }
        List<MediaPacket> out = new ArrayList<>(finishPath());
        out.addAll(begun().hold((long) samples(seconds)));
        heardSeconds = Math.max(heardSeconds, seconds);
        heldSeconds = silence() == null ? seconds : endSeconds();
        return out;
    }

    /** A packet that does not decode is left out, and silence stands there in the end. */
    private List<MediaPacket> send(AudioFormat declared, MediaPacket packet) {
        AudioFormat actual = AudioPath.actual(declared, packet);
        List<MediaPacket> out = new ArrayList<>();
        try {
            AudioPath chosen = path;
            if (chosen == null || source == null || !AudioPath.same(source, actual)) {
                out.addAll(finishPath());
                source = actual;
                chosen = choose(actual, packet);
                path = chosen;
            }
            AudioLine to = line == null ? adopt(chosen.format()) : line;
            for (MediaPacket made : chosen.send(packet)) {
                out.addAll(to.add(made, chosen.format().timeBase()));
            }
        } catch (MediaException e) {
            lost.add(actual, e);
            AudioLine to = begun();
            out.addAll(to.fillUntil((long) samples(lastSeconds - DECODER_DELAY)));
        }
        return out;
    }

    private AudioPath choose(AudioFormat actual, MediaPacket packet) {
        if (format != null) {
            return AudioPath.into(actual, packet, format);
        }
        if (continued != null && !AudioPath.untouched(actual, carried)) {
            try {
                return AudioPath.into(actual, packet, continued);
            } catch (MediaException e) { // a codec that FFmpeg does not encode
                LOGGER.atInfo().log("{} audio goes on as AAC: {}", continued.codec(), e.getMessage());
            }
        }
        return AudioPath.choose(actual, packet, carried);
    }

    private List<MediaPacket> finishPath() {
        AudioPath over = path;
        AudioLine to = line;
        List<MediaPacket> out = new ArrayList<>();
        if (over != null && to != null) {
            path = null;
            try (over) {
                for (MediaPacket made : over.finish()) {
                    out.addAll(to.add(made, over.format().timeBase()));
                }
                finishedSilence += over.silentSamples();
            } catch (MediaException e) {
                lost.add(over.format(), e);
            }
        }
        return out;
    }

    private AudioLine begun() {
        if (line != null) {
            return line;
        }
        AudioLine made = adopt(otherwise.get());
        if (silence() == null) { // a track that begins with silence must be able to carry it
            silence = new Silence();
            made = adopt(SilentAudio.stereoAac());
        }
        return made;
    }

    private double samples(double seconds) {
        return seconds * Objects.requireNonNull(format).sampleRate();
    }

    private AudioLine adopt(AudioFormat chosen) {
        format = chosen.inSamples();
        double start = startSeconds == null ? 0 : startSeconds;
        AudioLine made = new AudioLine(format, Math.round(start * chosen.sampleRate()), this::silence);
        line = made;
        return made;
    }

    private @Nullable MediaPacket silence() {
        return silence.packet(Objects.requireNonNull(format), first);
    }

    private List<MediaPacket> ready(List<MediaPacket> packets) {
        if (first == null && !packets.isEmpty()) {
            first = packets.getFirst();
        }
        return packets;
    }

    @Override
    public void close() {
        lost.tell();
        if (path != null) {
            path.close();
        }
    }
}
