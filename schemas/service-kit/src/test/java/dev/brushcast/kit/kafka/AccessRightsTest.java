package dev.brushcast.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.contract.TopicDefinition;
import dev.brushcast.contract.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The table of rights in the module's README; that they are enough is tried on a broker that enforces them. */
class AccessRightsTest {

    private static final Path README = Path.of("README.md");
    private static final Topics TOPICS = Topics.UNPREFIXED;
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    static Stream<Arguments> rows() {
        return Stream.of(
                Arguments.of("`topics create`", AccessRights.ofTopics("u", TOPICS)),
                Arguments.of("`ingest`", AccessRights.ofIngest("u", TOPICS, "GROUP")),
                Arguments.of("`worker`", AccessRights.ofWorker("u", TOPICS, "GROUP")),
                Arguments.of("`egress`", AccessRights.ofEgress("u", TOPICS)),
                Arguments.of("`style`", AccessRights.ofStyle("u", TOPICS)),
                Arguments.of("`control`", AccessRights.ofControl("u", TOPICS)),
                Arguments.of("everything under `P`", AccessRights.ofInstallation("u", new Topics("P"))));
    }

    @ParameterizedTest
    @MethodSource("rows")
    void theTableSaysWhatIsGranted(String row, List<AclBinding> granted) throws IOException {
        assertThat(table(row))
                .isEqualTo(granted.stream().map(AccessRightsTest::said).collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyNameThatIsGrantedBeginsWithThePrefix() {
        Topics team = new Topics("team.");
        assertThat(Stream.of(
                                AccessRights.ofTopics("u", team),
                                AccessRights.ofIngest("u", team, "group"),
                                AccessRights.ofWorker("u", team, "group"),
                                AccessRights.ofEgress("u", team),
                                AccessRights.ofStyle("u", team),
                                AccessRights.ofControl("u", team),
                                AccessRights.ofInstallation("u", team))
                        .flatMap(List::stream)
                        .filter(right -> right.pattern().resourceType() != ResourceType.CLUSTER))
                .allMatch(right -> right.pattern().name().startsWith("team."));
    }

    @Test
    void anEmptyPrefixGrantsNothing() {
        assertThatThrownBy(() -> AccessRights.ofInstallation("u", TOPICS)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String said(AclBinding right) {
        ResourcePattern on = right.pattern();
        return on.resourceType() + " " + on.name() + (on.patternType() == PatternType.PREFIXED ? "*" : "") + " "
                + right.entry().operation();
    }

    private static Set<String> table(String row) throws IOException {
        String line = Files.readString(README)
                .lines()
                .filter(candidate -> candidate.startsWith("| " + row + " |"))
                .findFirst()
                .orElseThrow();
        String[] cells = line.split("\\|", -1);
        return Stream.of(cells[2], cells[3])
                .flatMap(cell -> Stream.of(cell.split(";", -1)))
                .filter(part -> !part.isBlank())
                .flatMap(part -> rights(part.strip()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Such as {@code `streams`, `styles`: Read, Write}. */
    private static Stream<String> rights(String part) {
        String on = part.substring(0, part.indexOf(": "));
        if (on.equals("cluster")) {
            return Stream.of("CLUSTER kafka-cluster " + operation(part.substring(part.indexOf(": ") + 2)));
        }
        String kind = on.startsWith("group") ? "GROUP" : on.startsWith("transactional") ? "TRANSACTIONAL_ID" : "TOPIC";
        List<String> names = on.equals("all twelve")
                ? TOPICS.all().stream().map(TopicDefinition::name).toList()
                : NAME.matcher(on)
                        .results()
                        .map((MatchResult match) -> match.group(1))
                        .toList();
        return names.stream()
                .flatMap(
                        name -> Stream.of(part.substring(part.indexOf(": ") + 2).split(", ", -1))
                                .map(operation -> kind + " " + name + (on.contains("prefix") ? "*" : "") + " "
                                        + operation(operation)));
    }

    private static String operation(String text) {
        return text.replace("eC", "e_C").toUpperCase(Locale.ROOT);
    }
}
