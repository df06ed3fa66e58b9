package dev.brushcast.egress.push;

import dev.brushcast.egress.audio.AudioPackets;
import dev.brushcast.egress.audio.AudioTrack;
import dev.brushcast.egress.rendition.PacketSink;
import dev.brushcast.egress.rendition.Ticks;
import dev.brushcast.egress.timeline.EpochInfo;
import dev.brushcast.media.AudioFormat;
import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.VideoFormat;
import dev.brushcast.media.ffmpeg.output.SilentAudio;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts a rendition's pictures and sound in the order of their times, as a stream of one connection wants them: sound comes long before the
 * picture, and is kept until its time. Whether there is sound must be known before the first packet goes out; pictures wait for
 * that, but not for ever. Confined to the rendition's thread.
 */
public final class PushFeed implements PacketSink {

    private static final long LONGEST_WAIT_TICKS = 3L * Ticks.PER_SECOND;

    private final PushTarget target;
    private final Consumer<PushItem> out;
    private final Deque<MediaPacket> pictures = new ArrayDeque<>();
    private final Deque<MediaPacket> audio = new ArrayDeque<>();
    private @Nullable EpochInfo epoch;
    private @Nullable VideoFormat video;
    private @Nullable AudioTrack track;
    private @Nullable Double startSeconds;
    private @Nullable AudioFormat audioFormat;
    private boolean begun;

    /** A feed into a publisher. */
    public PushFeed(PushPublisher publisher) {
        this(publisher.target(), publisher::offer);
    }

    PushFeed(PushTarget target, Consumer<PushItem> out) {
        this.target = target;
        this.out = out;
    }

    @Override
    public void begin(EpochInfo info, VideoFormat format) {
        epoch = info;
        video = format;
        begun = false;
        startSeconds = null;
    }

    @Override
    public void picture(MediaPacket packet) {
        pictures.add(packet);
        if (startSeconds == null) {
            startSeconds = (double) packet.pts() / Ticks.PER_SECOND;
            if (track != null) {
                take(track, track.begin(startSeconds));
            }
        }
        if (!begun && packet.pts() - pictures.getFirst().pts() > LONGEST_WAIT_TICKS) {
            start(null);
        }
        flush();
    }

    @Override
    public void audio(AudioPackets chunk) {
        if (track == null) {
            track = new AudioTrack(target.carried(chunk.format()), SilentAudio::stereoAac);
            if (startSeconds != null) {
                track.begin(startSeconds);
            }
        }
        take(track, track.accept(chunk));
        flush();
    }

    private void take(AudioTrack from, List<MediaPacket> ready) {
        audio.addAll(ready);
        if (!begun && (from.ended() || from.format().isPresent())) {
            start(from.format().orElse(null));
        }
    }

    @Override
    public void epochEnded() {
        if (!begun) {
            start(null);
        }
        flush();
        sendAudio(Long.MAX_VALUE);
        out.accept(new PushItem.End());
        abandon();
    }

    /** Lets go of the epoch where it is: nobody takes what is still here. */
    public void abandon() {
        if (track != null) {
            track.close();
            track = null;
        }
        pictures.clear();
        audio.clear();
    }

    private void start(@Nullable AudioFormat format) {
        if (video != null && epoch != null) {
            begun = true;
            audioFormat = format;
            out.accept(new PushItem.Begin(video, format, epoch.live()));
        }
    }

    private void flush() {
        if (!begun) {
            return;
        }
        while (!pictures.isEmpty()) {
            MediaPacket next = pictures.remove();
            sendAudio(next.pts());
            out.accept(new PushItem.Picture(next));
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
            out.accept(new PushItem.Audio(audio.remove()));
        }
    }
}
