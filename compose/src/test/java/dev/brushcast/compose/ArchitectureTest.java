package dev.brushcast.compose;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.brushcast.contract.Topics;

/** The direction of the arrows between modules and packages. */
@AnalyzeClasses(
        packages = "dev.brushcast",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

    /** The test helpers that modules share come as jars of their own. */
    static final class NoTestJars implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar");
        }
    }

    @ArchTest
    static final ArchRule onlyOnnxPackagesTouchOnnxRuntime = noClasses()
            .that()
            .resideOutsideOfPackage("..onnx..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("ai.onnxruntime..");

    @ArchTest
    static final ArchRule onlyFfmpegPackagesTouchFfmpeg = noClasses()
            .that()
            .resideOutsideOfPackage("..media.ffmpeg..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bytedeco..");

    @ArchTest
    static final ArchRule onlyTheTopologyAndWhatServesItTouchKafkaStreams = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.brushcast.worker.topology..",
                    "dev.brushcast.worker.store..",
                    "dev.brushcast.worker.faults..",
                    "dev.brushcast.worker.app..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.kafka.streams..");

    @ArchTest
    static final ArchRule nobodyTouchesKafkaStreamsInternals = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka.streams..internals..", "org.apache.kafka.clients..internals..");

    @ArchTest
    static final ArchRule engineAndMediaKnowNoKafkaAndNoAvro = noClasses()
            .that()
            .resideInAnyPackage("dev.brushcast.engine..", "dev.brushcast.media..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..");

    @ArchTest
    static final ArchRule engineKnowsNoOtherModule = noClasses()
            .that()
            .resideInAPackage("dev.brushcast.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("dev.brushcast.media..", "dev.brushcast.contract..", "dev.brushcast.kit..");

    /** Whoever reads or writes is told which installation's topics it works on. */
    @ArchTest
    static final ArchRule onlySettingsAndTheCommandLineKnowTopicsWithoutAPrefix = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "dev.brushcast.contract",
                    "dev.brushcast.*.config..",
                    "dev.brushcast.compose.cli.option..",
                    "dev.brushcast.compose.bench..")
            .and()
            .haveSimpleNameNotStartingWith("Bench")
            .should()
            .accessField(Topics.class, "UNPREFIXED");

    @ArchTest
    static final ArchRule ingestSeesNoOtherService = service("ingest", "worker", "egress", "compose");

    @ArchTest
    static final ArchRule workerSeesNoOtherService = service("worker", "ingest", "egress", "compose");

    @ArchTest
    static final ArchRule egressSeesNoOtherService = service("egress", "ingest", "worker", "compose", "engine");

    @ArchTest
    static final ArchRule packagesOfAServiceFormNoCycles =
            slices().matching("dev.brushcast.(*.*)..").should().beFreeOfCycles();

    private static ArchRule service(String name, String... others) {
        String[] packages = new String[others.length];
        for (int i = 0; i < others.length; i++) {
            packages[i] = "dev.brushcast." + others[i] + "..";
        }
        return noClasses()
                .that()
                .resideInAPackage("dev.brushcast." + name + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages);
    }
}
