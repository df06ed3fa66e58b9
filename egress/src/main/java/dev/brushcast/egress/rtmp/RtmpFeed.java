package dev.brushcast.egress.rtmp;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.audio.AudioTrack;
import dev.brushcast.egress.rendition.PacketSink;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a rendition's pictures and sound in the order of their times, as an FLV stream wants them: sound comes long before the
 * picture, and is kept until its time. Whether there is sound must be known before the first packet goes out; pictures wait for
 * that, but not for ever. Confined to the rendition's thread.
 */
public final class RtmpFeed implements PacketSink {

    /** FLV has no name for other rates of MP3; HLS's other codecs it does not carry. */
    private static final Set<Integer> FLV_MP3_RATES = Set.of(11_025, 22_050, 44_100);

    private static final long LONGEST_WAIT_TICKS = 3L * Ticks.PER_SECOND;

    private final Consumer<RtmpItem> out;
    private final Deque<MediaPacket> pictures = new ArrayDeque<>();
    private final Deque<MediaPacket> audio = new ArrayDeque<>();
    private @Nullable EpochInfo epoch;
    private @Nullable VideoFormat video;
    private @Nullable AudioTrack track;
    private @Nullable AudioFormat audioFormat;
    private boolean begun;

    /** A feed into a publisher. */
    public RtmpFeed(RtmpPublisher publisher) {
        this(publisher::offer);
    }

    RtmpFeed(Consumer<RtmpItem> out) {
        this.out = out;
    }

    @Override
    public void begin(EpochInfo info, VideoFormat format) {
        epoch = info;
        video = format;
        begun = false;
    }

    @Override
    public void picture(MediaPacket packet) {
        pictures.add(packet);
        if (!begun && packet.pts() - pictures.getFirst().pts() > LONGEST_WAIT_TICKS) {
            start(null);
        }
        flush();
    }

    @Override
    public void audio(AudioPackets chunk) {
        if (track == null) {
            track = new AudioTrack(carried(chunk.format()));
        }
        audio.addAll(track.accept(chunk));
        if (!begun && (track.ended() || track.format().isPresent())) {
            start(track.format().orElse(null));
        }
        flush();
    }

    @Override
    public void epochEnded() {
        if (!begun) {
            start(null);
        }
        flush();
        sendAudio(Long.MAX_VALUE);
        out.accept(new RtmpItem.End());
        if (track != null) {
            track.close();
            track = null;
        }
        audio.clear();
    }

    private void start(@Nullable AudioFormat format) {
        if (video != null && epoch != null) {
            begun = true;
            audioFormat = format;
            out.accept(new RtmpItem.Begin(video, format, epoch.live()));
        }
    }

    private void flush() {
        if (!begun) {
            return;
        }
        while (!pictures.isEmpty()) {
            MediaPacket next = pictures.remove();
            sendAudio(next.pts());
            out.accept(new RtmpItem.Picture(next));
        }
    }

    private void sendAudio(long untilTicks) {
        AudioFormat format = audioFormat;
        if (format == null) {
            audio.clear();
            return;
        }
        double ticks = format.timeBase().value() * Ticks.PER_SECOND;
        while (!audio.isEmpty() && audio.getFirst().pts() * ticks <= untilTicks) {
            out.accept(new RtmpItem.Audio(audio.remove()));
        }
    }

    private static Set<String> carried(@Nullable AudioFormat format) {
        boolean mp3 = format != null && FLV_MP3_RATES.contains(format.sampleRate());
        return mp3 ? Set.of("aac", "mp3") : Set.of("aac");
    }
}
