package dev.brushcast.compose.cli.command;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;

/** Rights as lines for people and for Kafka's own tool. */
final class AclLines {

    private AclLines() {}

    /** Such as {@code topic styled-video: Read, Write} and {@code group brushcast-worker*: Read}, a resource in a line. */
    static List<String> inWords(List<AclBinding> rights) {
        return byResource(rights).entrySet().stream()
                .map(right -> type(right.getKey(), " ") + " " + right.getKey().name()
                        + (right.getKey().patternType() == PatternType.PREFIXED ? "*" : "") + ": "
                        + right.getValue().stream().map(AclLines::name).collect(Collectors.joining(", ")))
                .toList();
    }

    /**
     * Commands that grant them, one for each resource.
     *
     * @param principal such as {@code User:worker}
     * @param bootstrap a broker
     */
    static List<String> forKafka(String principal, String bootstrap, List<AclBinding> rights) {
        return byResource(rights).entrySet().stream()
                .map(right ->
                        "kafka-acls.sh --bootstrap-server " + bootstrap + " --command-config admin.properties --add"
                                + " --allow-principal " + quoted(principal) + " "
                                + right.getValue().stream()
                                        .map(operation -> "--operation " + name(operation) + " ")
                                        .collect(Collectors.joining())
                                + "--" + type(right.getKey(), "-") + " "
                                + right.getKey().name()
                                + (right.getKey().patternType() == PatternType.PREFIXED
                                        ? " --resource-pattern-type prefixed"
                                        : ""))
                .toList();
    }

    private static Map<ResourcePattern, List<AclOperation>> byResource(List<AclBinding> rights) {
        return rights.stream()
                .collect(Collectors.groupingBy(
                        AclBinding::pattern,
                        LinkedHashMap::new,
                        Collectors.mapping(right -> right.entry().operation(), Collectors.toList())));
    }

    private static String type(ResourcePattern on, String between) {
        return on.resourceType().name().toLowerCase(Locale.ROOT).replace("_", between);
    }

    /** As Kafka's tool has it: {@code DescribeConfigs}. */
    private static String name(AclOperation operation) {
        return Arrays.stream(operation.name().split("_", -1))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining());
    }

    /** Names of certificates have spaces and commas. */
    private static String quoted(String text) {
        return text.matches("[\\w:.@-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
