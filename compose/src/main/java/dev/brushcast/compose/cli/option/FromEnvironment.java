package dev.brushcast.compose.cli.option;

import dev.brushcast.egress.push.PushAddress;
import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.EnvironmentText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * Values that may have something secret in them: <code>${NAME}</code> stands for an environment variable. (Picocli itself
 * reads an argument <code>@FILE</code> from the file.)
 */
public final class FromEnvironment implements ITypeConverter<String> {

    @Override
    public String convert(String text) {
        try {
            return EnvironmentText.fillIn(text, System.getenv());
        } catch (UserError e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    /** Where a stream is pushed to. */
    public static final class Push implements ITypeConverter<PushAddress> {

        @Override
        public PushAddress convert(String text) {
            return Converters.convert(text, given -> PushAddress.parse(new FromEnvironment().convert(given)));
        }
    }
}
