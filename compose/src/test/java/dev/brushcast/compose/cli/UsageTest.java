package dev.brushcast.compose.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be done ends with status 2 and one line, before anything is loaded, connected or written. */
class UsageTest {

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "run --port 70000 | --port 70000 is too large: give 0 to 65535",
                "run --port -1 | --port -1 is too small",
                "run --port abc | 'abc' is not a whole number",
                "run --broker-port 65536 | --broker-port 65536 is too large",
                "run --fps 0 | give 0.001 to 1000",
                "run --fps fast | 'fast' is not a number",
                "run --fps NaN | give 0.001 to 1000",
                "run --width 8 --height 144 | --width 8 is too small: give 16 to 8192",
                "run --height 100000 | --height 100000 is too large",
                "run --chunk-frames 0 | A chunk has 1 to 64 frames",
                "run --threads 100000 | --threads 100000 is too large: give 0 to 256",
                "run --threads -1 | --threads -1 is too small",
                "run --fixed-batch 99999 | --fixed-batch 99999 is too large",
                "run --frame-buffer 0 | --frame-buffer 0 is too small",
                "run --device gpu | no device is called",
                "run --policy fastest | fastest",
                "run --model builtin:film | is called \"builtin:film\": give builtin or builtin:video, or ./builtin:film",
                "worker --bootstrap localhost:1 --model builtin: | give builtin or builtin:video",
                "model check builtin:Video | give builtin or builtin:video",
                "bench flicker --model builtin --model builtin:film | give builtin or builtin:video",
                "run --unsafe-frames blurred | blurred",
                "run --fake-engine 2=5 | add 1=MS",
                "run --disk 10m | 256 MiB",
                "run --disk much | 'much' is not an amount of disk",
                "run --read-ahead much | 'much' is no amount of data",
                "run --wait soon | --wait",
                "run --audio-track 0 | --audio-track",
                "ingest --bootstrap localhost:1 | name it with --input",
                "ingest --bootstrap localhost:1 --input stream:cam?speed=2 | speed is for what is recorded",
                "run --input stream:cam | use brushcast replay, ingest or platform",
                "replay --bootstrap localhost:1 --stream cam --slot 1 --as cam | give the replay another name",
                "replay --bootstrap localhost:1 --stream cam --slot 1 --from 9 --to 3 | from must be before to",
                "replay --bootstrap localhost:1 --stream cam --slot 1 --seed 7 | begins with its --prompt",
                "ingest --bootstrap localhost:1 --input stream:cam --width 64 --height 64 | pictures of a stream: source",
                "topics keep --bootstrap localhost:1 | say how long recordings are kept",
                "topics keep --bootstrap localhost:1 --time 5 | --time 5: write a time",
                "topics keep --bootstrap localhost:1 --size 0g | --size 0g: write a size",
                "export --bootstrap localhost:1 --stream cam --output film.mkv | name an MP4 file",
                "export --bootstrap localhost:1 --stream cam --output none/film.mp4 | there is no folder none",
                "export --bootstrap localhost:1 --stream cam --from 9 --to 3 --output film.mp4 | from must be before to",
                "run --push ftp://host/live/key | nothing can be pushed to ftp://: write rtmp://HOST/APP/KEY, rtmps://",
                "run --push rtmp://a^b/live/key | that is not an address to push to: write it as rtmp:",
                "run --push srt://host | an SRT address names its port",
                "run --push srt://host:9000?passphrase=short | an SRT passphrase has 10 to 79 characters",
                "run --push rtmp://host/live/key --push rtmp://HOST:1935/live/key | is pushed to twice",
                "run --listen | --listen waits for an encoder on the network: give --input rtmp://",
                "run --listen --input http://host/a.ts | cannot listen for a publisher over http",
                "run --listen --input srt://:9000?streamid=a | leave streamid out",
                "run --listen --input rtmp://0.0.0.0/live | name address, port, application and stream key",
                "run --payload H264 | H264",
                "run --t-index 60 | change --t-index or --inference-steps",
                "run --similarity 7 | is not a cosine",
                "run --prompt a --prompt-weights 1,2 | give as many",
                "run --promt oil | brushcast run --help lists what there is",
                "runn | brushcast --help lists what there is",
                "worker --bootstrap nowhere | is not the address of a broker: give HOST:PORT",
                "worker --bootstrap host:99999 | is too large",
                "worker --bootstrap localhost:1 --schema-registry localhost:8081 | is not the address of a registry",
                "worker --bootstrap localhost:1 --warm-up big | is not a size",
                "worker --bootstrap localhost:1 --ops-port 0 | --ops-port 0 is too small: give 1 to 65535",
                "worker --bootstrap localhost:1 --threads 1000 | --threads 1000 is too large",
                "worker --bootstrap localhost:1 --group gpu/fleet | letters, digits",
                "worker --bootstrap localhost:1 --topic-prefix a/b | Topics cannot be prefixed with 'a/b'",
                "ingest --bootstrap localhost:1 --input film.mp4 --topic-prefix a: | Topics cannot be prefixed",
                "egress --bootstrap localhost:1 --topic-prefix a: | Topics cannot be prefixed",
                "style --bootstrap localhost:1 --prompt oil --topic-prefix a: | Topics cannot be prefixed",
                "topics describe --bootstrap localhost:1 --topic-prefix a: | Topics cannot be prefixed",
                "ingest --bootstrap localhost:1 --input film.mp4 --slot -1 | slots count from 0",
                "ingest --bootstrap localhost:1 --input film.mp4 --stream a/b | letters, digits",
                "egress --bootstrap localhost:1 --port 65536 | --port 65536 is too large",
                "egress --bootstrap localhost:1 --slot -2 | slots count from 0",
                "style --bootstrap localhost:1 --prompt oil --transition -1 | give seconds from 0 to 3600",
                "style --bootstrap localhost:1 --prompt oil --at tomorrow | write it as in 2026-05-01T18:30:00Z",
                "style --bootstrap localhost:1 --prompt oil --seed one | 'one' is not a whole number",
                "style --bootstrap localhost:1 --similarity 7 | is not a cosine",
                "style --bootstrap localhost:1 --prompt oil --prompt-weights 1,2 | give as many",
                "style --bootstrap localhost:1 --t-index 45,32 | change --t-index or --inference-steps",
                "style --bootstrap localhost:1 --t-index 4,25 --inference-steps 20 | at most 19",
                "style --bootstrap localhost:1 --guidance-scale NaN | change --guidance-scale or --delta",
                "topics create --bootstrap localhost:1 --slots 0 | --slots 0 is too small",
                "topics create --bootstrap localhost:1 --replication 0 | --replication 0 is too small",
                "topics create --bootstrap localhost:1 --replication 40000 | is not a whole number up to 32767",
                "topics describe --bootstrap localhost | is not the address of a broker",
                "bench engine --seconds 0 | --seconds 0 is too small",
                "bench engine --rounds 0 | --rounds 0 is too small",
                "bench arrivals --bootstrap localhost:1 --seconds 0 --output a.csv | --seconds 0 is too small",
                "bench arrivals --bootstrap localhost:1 | --output",
                "bench video --fps 0 | --fps 0 is too small",
                "bench video --steps 9 | --steps 9 is too large",
                "bench video --policy fastest | fastest",
                "bench video --deadline 0 | --deadline 0 is too small",
                "bench flicker --seconds 0 | --seconds 0 is too small",
                "bench flicker --width 8 | --width 8 is too small: give 16 to 8192",
                "bench drift --minutes 0 | give more than 0",
                "bench drift --minutes NaN | give more than 0",
                "bench drift --model builtin --model other | give --model once",
                "bench engine --model builtin --model other | give --model once",
                "doctor --port 70000 | --port 70000 is too large",
                "config router | config --help lists what there is",
            })
    void whatCannotBeDoneIsRefusedInOneLine(String commandLine, String expected) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(commandLine.split(" ")));
        if (List.of("run", "egress").contains(arguments.getFirst())) {
            arguments.addAll(List.of("--output", folder.resolve("out").toString()));
        }

        int status = execute(arguments);

        assertThat(errors.toString().lines()).hasSize(1);
        assertThat(errors.toString())
                .startsWith("brushcast: ")
                .contains(expected)
                .doesNotContain("Exception", "java.", "dev.brushcast", "UserError");
        assertThat(status).isEqualTo(2);
        assertThat(folder).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(strings = {"worker", "egress", "ingest"})
    void aFileOfSettingsIsReadBeforeAnythingIsConnected(String service) throws Exception {
        Path config = Files.writeString(folder.resolve("settings.yaml"), "source: testsrc\nno-such-setting: 1\n");

        int status = execute(List.of(service, "--bootstrap", "localhost:1", "--config", config.toString()));

        assertThat(errors.toString()).contains("no-such-setting").doesNotContain("Exception", "java.");
        assertThat(status).isEqualTo(2);
    }

    @Test
    void aPromptOfTenThousandCharactersIsTooLong() {
        int status = execute(List.of("run", "--prompt", "x".repeat(10_000)));

        assertThat(errors.toString())
                .startsWith("brushcast: change --prompt or --prompt-weights: a prompt of 10000 characters");
        assertThat(status).isEqualTo(2);
    }

    @Test
    void aFileOfSettingsThatIsNotThereIsNamed() throws Exception {
        execute(List.of("worker", "--bootstrap", "localhost:1", "--config", "no-such.yaml"));

        assertThat(errors.toString().strip())
                .isEqualTo("brushcast: The configuration no-such.yaml cannot be read: there is no no-such.yaml");
    }

    /** Every line that is commented out is an example or a default: as it is printed, the file is one that is taken. */
    @ParameterizedTest
    @ValueSource(strings = {"worker", "egress", "ingest"})
    void theReferenceFileOfAServiceIsPrintedAndIsOneThatTheServiceTakes(String service) throws Exception {
        assertThat(execute(List.of("config", service))).isZero();
        Path config = Files.writeString(folder.resolve("settings.yaml"), out.toString());

        int status = execute(
                List.of(service, "--bootstrap", "localhost:1", "--config", config.toString(), "--ops-port", "70000"));

        assertThat(errors.toString().strip()).isEqualTo("brushcast: --ops-port 70000 is too large: give 1 to 65535");
        assertThat(status).isEqualTo(2);
    }

    @Test
    void helpIsACommandToo() {
        assertThat(execute(List.of("help"))).isZero();
        assertThat(out.toString()).contains("Usage: brushcast", "run", "doctor");

        assertThat(execute(List.of("help", "run"))).isZero();
        assertThat(out.toString()).contains("--prompt");
    }

    @Test
    void aShellLearnsTheCommandsAndTheirOptions() {
        assertThat(execute(List.of("completion"))).isZero();

        assertThat(out.toString()).startsWith("#!").contains("complete -F", "--guidance-scale", "INITIALIZE");
    }

    @Test
    void noDescriptionNamesAClass() {
        for (var command : Brushcast.commandLine().getSubcommands().values()) {
            assertThat(command.getUsageMessage()).doesNotContain("Exception", "java.", "dev.brushcast");
        }
    }

    private int execute(List<String> arguments) {
        return Brushcast.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(errors, true))
                .execute(arguments.toArray(String[]::new));
    }
}
