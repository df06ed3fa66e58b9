package dev.brushcast.compose.cli.option;

import dev.brushcast.compose.local.DiskBudget;
import dev.brushcast.compose.local.RunFolder;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;

/** What a local run keeps on the disk beside its output. */
public final class StoreOptions {

    @Option(
            names = "--disk",
            paramLabel = "SIZE",
            converter = DiskBudgetConverter.class,
            description =
                    "How much disk the pictures on their way may take, in .data of --output: 512m, 2g, or unlimited."
                            + " Default: 2g, or a tenth of the free disk where that is less.")
    @Nullable
    DiskBudget disk;

    @Option(names = "--keep", description = "Keep them when the run has ended. Default: they are deleted.")
    boolean keep;

    static final class DiskBudgetConverter implements ITypeConverter<DiskBudget> {
        @Override
        public DiskBudget convert(String text) {
            return Converters.convert(text, DiskBudget::parse);
        }
    }

    /** The folder for them, locked. */
    public RunFolder folder(Path output) {
        return RunFolder.open(output, keep);
    }

    /** How much those of so many streams may take there, all together. */
    public DiskBudget budget(RunFolder folder, int streams) {
        DiskBudget budget = disk == null ? DiskBudget.forDisk(folder.freeBytes(), streams) : disk;
        DiskBudget _ = budget.ofEach(streams);
        return budget;
    }

    /** How much they may take there. */
    public DiskBudget budget(RunFolder folder) {
        return disk == null ? DiskBudget.forDisk(folder.freeBytes()) : disk;
    }
}
