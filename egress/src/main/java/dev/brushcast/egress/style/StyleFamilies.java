package dev.brushcast.egress.style;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.brushcast.contract.avro.DesiredStream;
import dev.brushcast.media.MediaException;
import dev.brushcast.media.source.MediaSource;
import dev.brushcast.media.source.StreamSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The streams that show one source, by what they are to be: an original, and those that follow it live ({@code stream:ID}) and have a
 * title, which is what offers them. Where there is none of these there is nothing to choose. Safe for use by several threads.
 */
public final class StyleFamilies {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** As many viewers ask, so often the streams are looked through. */
    private static final long HOLDS_NS = 500_000_000;

    private final Supplier<Optional<Collection<DesiredStream>>> streams;
    private final LongSupplier nanoTime;
    private Map<String, List<StyleChoice>> families = Map.of();
    private @Nullable Long lookedAtNs;

    /**
     * @param streams what all of the installation are to be; empty: not known for the moment, what was known counts on
     * @param nanoTime a clock
     */
    public StyleFamilies(Supplier<Optional<Collection<DesiredStream>>> streams, LongSupplier nanoTime) {
        this.streams = streams;
        this.nanoTime = nanoTime;
    }

    /** What viewers of a stream can choose, itself among it: the original first, the others by their ids; none: there is no choice. */
    public synchronized List<StyleChoice> of(String stream) {
        long now = nanoTime.getAsLong();
        if (lookedAtNs == null || now - lookedAtNs >= HOLDS_NS) {
            streams.get().ifPresent(all -> families = families(all));
            lookedAtNs = now;
        }
        return families.getOrDefault(stream, List.of());
    }

    /** @param follows id of the stream whose source it shows; null: it has one of its own */
    private record Member(
            String id, @Nullable String follows, @Nullable String title) {}

    private static Map<String, List<StyleChoice>> families(Collection<DesiredStream> streams) {
        Map<String, Member> running = new HashMap<>();
        streams.stream()
                .filter(DesiredStream::getRunning)
                .map(StyleFamilies::member)
                .forEach(member -> running.put(member.id(), member));
        Map<String, List<Member>> copies = new HashMap<>();
        for (Member member : running.values()) {
            if (member.follows() != null && member.title() != null && running.containsKey(member.follows())) {
                copies.computeIfAbsent(member.follows(), _ -> new ArrayList<>()).add(member);
            }
        }
        Map<String, List<StyleChoice>> families = new HashMap<>();
        copies.forEach((id, offered) -> {
            List<Member> all = new ArrayList<>(List.of(running.get(id)));
            offered.stream().sorted(Comparator.comparing(Member::id)).forEach(all::add);
            List<StyleChoice> choices = named(all);
            all.forEach(member -> families.put(member.id(), choices));
        });
        return families;
    }

    /** Two of the same title are told apart by their ids. */
    private static List<StyleChoice> named(List<Member> members) {
        Set<String> taken = new HashSet<>();
        List<StyleChoice> named = new ArrayList<>();
        for (Member member : members) {
            String title = member.title() == null ? member.id() : member.title();
            String name = taken.add(title) ? title : title + " (" + member.id() + ")";
            taken.add(name);
            named.add(new StyleChoice(member.id(), name));
        }
        return List.copyOf(named);
    }

    private static Member member(DesiredStream stream) {
        JsonNode title = tree(stream.getEgress()).at("/output/title");
        return new Member(
                stream.getStreamId(),
                followed(tree(stream.getIngest()).path("source").asText()),
                title.isTextual() ? title.textValue() : null);
    }

    private static JsonNode tree(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException _) { // its own host says so
            return JSON.createObjectNode();
        }
    }

    private static @Nullable String followed(String source) {
        try {
            return MediaSource.parse(source) instanceof StreamSource other && !other.isRecorded()
                    ? other.streamId()
                    : null;
        } catch (MediaException _) { // its own host says so
            return null;
        }
    }
}
