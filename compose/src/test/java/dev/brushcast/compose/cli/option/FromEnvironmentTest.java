package dev.brushcast.compose.cli.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.brushcast.egress.push.PushAddress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** Keys of servers, which are to be in no process list. */
class FromEnvironmentTest {

    @Command
    static final class Egress {

        @Mixin
        OutputOptions output = new OutputOptions();

        @Mixin
        ClusterOptions cluster = new ClusterOptions();
    }

    private final Egress egress = new Egress();

    @Test
    void aKeyIsTakenFromTheEnvironment() {
        parse("--push", "rtmp://live.example/app/${BRUSHCAST_TEST_NO_SUCH_VARIABLE:-k3y}");

        assertThat(egress.output.push).containsExactly(PushAddress.parse("rtmp://live.example/app/k3y"));
    }

    @Test
    void aWholeAddressIsTakenFromAFile(@TempDir Path dir) throws IOException {
        Path file = Files.writeString(dir.resolve("secret"), "rtmp://live.example/app/k3y\n");

        parse("--push", "@" + file);

        assertThat(egress.output.push).containsExactly(PushAddress.parse("rtmp://live.example/app/k3y"));
    }

    @Test
    void aPasswordIsTakenFromTheEnvironment() {
        parse("--kafka", "ssl.key.password=${BRUSHCAST_TEST_NO_SUCH_VARIABLE:-pass}");

        assertThat(egress.cluster.properties).containsEntry("ssl.key.password", "pass");
    }

    @Test
    void whatIsNotSetIsNamedAndNoKeyIsShown() {
        assertThatThrownBy(() -> parse("--push", "rtmp://live.example/app/${BRUSHCAST_TEST_NO_SUCH_VARIABLE}"))
                .isInstanceOf(ParameterException.class)
                .hasMessageContaining("the environment variable BRUSHCAST_TEST_NO_SUCH_VARIABLE is not set");
    }

    private void parse(String... args) {
        String[] all = new String[args.length + 2];
        all[0] = "--bootstrap";
        all[1] = "localhost:9092";
        System.arraycopy(args, 0, all, 2, args.length);
        new CommandLine(egress).parseArgs(all);
    }
}
