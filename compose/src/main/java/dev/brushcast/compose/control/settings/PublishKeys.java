package dev.brushcast.compose.control.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.PublishSource;
import java.util.Base64;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The keys of streams that are published: kept as digests, made where none is given, and shown once.
 *
 * @param random nobody can foresee
 */
public record PublishKeys(RandomGenerator random) {

    private static final String SOURCE = "source";
    private static final int KEY_BYTES = 24;

    /**
     * Settings as they are stored, and what was made for them.
     *
     * @param key whole, to be shown now or never; null: none was made
     */
    public record Keyed(StreamSettings settings, @Nullable String key) {}

    /**
     * Settings with the digest of their key: the one that they give, else the stored one, else a new one.
     *
     * @param stored null: nothing is
     * @throws InvalidStreamException if the key cannot be one
     */
    public Keyed complete(StreamSettings sent, @Nullable StreamSettings stored) {
        String text = sent.ingest().path(SOURCE).asText();
        if (!PublishSource.isMeant(text) || text.contains(Secrets.HIDDEN)) {
            return new Keyed(sent, null);
        }
        PublishSource source = read(text);
        if (source.hasKey()) {
            return new Keyed(with(sent, source), null);
        }
        Optional<PublishSource> known = stored == null ? Optional.empty() : of(stored);
        return known.filter(PublishSource::hasKey)
                .map(kept -> new Keyed(with(sent, kept), null))
                .orElseGet(() -> renewed(sent));
    }

    /** Settings with another key than they had; whoever has the old one may publish no more. */
    public Keyed renewed(StreamSettings settings) {
        byte[] bytes = new byte[KEY_BYTES];
        random.nextBytes(bytes);
        String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        return new Keyed(with(settings, PublishSource.of(key)), key);
    }

    /** What of a stream is published; empty: it comes from elsewhere. */
    public static Optional<PublishSource> of(StreamSettings settings) {
        String text = settings.ingest().path(SOURCE).asText();
        return PublishSource.isMeant(text) ? Optional.of(read(text)) : Optional.empty();
    }

    private static PublishSource read(String text) {
        try {
            return (PublishSource) MediaSource.parse(text);
        } catch (MediaException e) {
            throw new InvalidStreamException("ingest.source", String.valueOf(e.getMessage()));
        }
    }

    private static StreamSettings with(StreamSettings settings, PublishSource source) {
        ObjectNode ingest = settings.ingest().deepCopy();
        ingest.put(SOURCE, source.stored());
        return new StreamSettings(ingest, settings.egress(), settings.running());
    }
}
