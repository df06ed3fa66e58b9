package dev.brushcast.compose.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.brushcast.compose.cli.Brushcast;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What {@code brushcast rights} says without a cluster. */
class RightsCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @Test
    void theRightsAreShownInWordsAndAsLinesForKafkasTool() {
        assertThat(execute(
                        "rights",
                        "--service",
                        "style",
                        "--principal",
                        "User:CN=styler, O=a",
                        "--topic-prefix",
                        "team."))
                .isZero();

        assertThat(out.toString().lines())
                .containsExactly(
                        "# topic team.styles: Read, Write",
                        "# topic team.events: Read",
                        "kafka-acls.sh --bootstrap-server HOST:PORT --command-config admin.properties --add"
                                + " --allow-principal 'User:CN=styler, O=a' --operation Read --operation Write --topic team.styles",
                        "kafka-acls.sh --bootstrap-server HOST:PORT --command-config admin.properties --add"
                                + " --allow-principal 'User:CN=styler, O=a' --operation Read --topic team.events");
    }

    @Test
    void namesThatOnlyBeginSoAreMarked() {
        assertThat(execute("rights", "--service", "worker", "--principal", "User:w", "--group", "blue"))
                .isZero();

        assertThat(out.toString())
                .contains("# topic blue-*: Create, Read, Write, DescribeConfigs")
                .contains("--operation Write --transactional-id blue- --resource-pattern-type prefixed");
    }

    @Test
    void whatCannotBeIsOneLine() {
        assertThat(refusal("rights", "--service", "worker", "--principal", "worker"))
                .contains("as in User:worker");
        assertThat(refusal("rights", "--service", "worker", "--principal", "User:*"))
                .contains("as in User:worker");
        assertThat(refusal("rights", "--service", "cook", "--principal", "User:w"))
                .contains("cook");
        assertThat(refusal("rights", "--service", "worker", "--principal", "User:w", "--apply"))
                .contains("--bootstrap");
        assertThat(refusal("rights", "--service", "worker", "--principal", "User:w", "--revoke"))
                .contains("--apply");
        assertThat(refusal("rights", "--service", "installation", "--principal", "User:w"))
                .contains("--topic-prefix");
        assertThat(refusal("rights", "--service", "worker", "--principal", "User:w", "--password", "hunter2"))
                .contains("${NAME}")
                .doesNotContain("hunter2");
    }

    private String refusal(String... words) {
        errors.getBuffer().setLength(0);
        assertThat(execute(words)).isEqualTo(2);
        assertThat(errors.toString().lines()).hasSize(1);
        return errors.toString();
    }

    private int execute(String... words) {
        CommandLine command = Brushcast.commandLine();
        command.setOut(new PrintWriter(out)).setErr(new PrintWriter(errors));
        return command.execute(words);
    }
}
