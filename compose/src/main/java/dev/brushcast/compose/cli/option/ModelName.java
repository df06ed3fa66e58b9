package dev.brushcast.compose.cli.option;

import dev.brushcast.engine.BuiltInModel;
import dev.brushcast.engine.EngineException;
import java.nio.file.Path;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What names a model on the command line: a built-in one's name, or the path of a folder. */
public final class ModelName implements ITypeConverter<Path> {

    @Override
    public Path convert(String text) {
        try {
            return BuiltInModel.named(text).map(BuiltInModel::folder).orElseGet(() -> Converters.path(text));
        } catch (EngineException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }
}
