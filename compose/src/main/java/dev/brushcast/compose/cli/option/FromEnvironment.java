package dev.brushcast.compose.cli.option;

import dev.brushcast.kit.UserError;
import dev.brushcast.kit.config.EnvironmentText;
import java.net.URI;
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

    /** An address. */
    public static final class Address implements ITypeConverter<URI> {

        @Override
        public URI convert(String text) {
            try {
                return URI.create(new FromEnvironment().convert(text));
            } catch (IllegalArgumentException _) { // its message has the key in it
                throw new TypeConversionException("that is not an address: write it as rtmp://HOST/APP/KEY");
            }
        }
    }
}
