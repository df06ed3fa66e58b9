package dev.brushcast.egress.rendition;

import dev.brushcast.media.MediaPacket;
import dev.brushcast.media.caption.CaptionMessage;
import dev.brushcast.media.caption.CaptionServices;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The closed captions of one epoch. They belong to times, not to pictures: whatever is shown at a time has them, a picture that is held
 * as well. Confined to one thread.
 */
final class EpochCaptions {

    private final Map<Long, byte[]> waiting = new HashMap<>();
    private final Set<String> services = new TreeSet<>();

    /** A frame is shown at a time, 1/90000 s, and encoded next. */
    void shown(long pts, @Nullable ByteBuffer captions) {
        if (captions != null) {
            byte[] triplets = new byte[captions.remaining()];
            captions.duplicate().get(triplets);
            waiting.put(pts, triplets);
            services.addAll(CaptionServices.of(triplets));
        }
    }

    /** A picture, encoded in several tracks, with the captions of its time in each. */
    List<MediaPacket> with(List<MediaPacket> picture) {
        byte[] captions = waiting.remove(picture.getFirst().pts());
        return captions == null
                ? picture
                : picture.stream().map(packet -> with(packet, captions)).toList();
    }

    private static MediaPacket with(MediaPacket packet, byte[] captions) {
        return new MediaPacket(
                CaptionMessage.insert(packet.data(), captions), packet.pts(), packet.duration(), packet.key());
    }

    /** The services that there were so far, as HLS names them. */
    Set<String> services() {
        return Set.copyOf(services);
    }
}
