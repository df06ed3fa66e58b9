package dev.brushcast.compose.cli.option;

import dev.brushcast.kit.UserError;
import dev.brushcast.media.MediaException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** How texts of the command line become values. Picocli's own converters name classes of Java when they cannot. */
public final class Converters {

    private Converters() {}

    /** Has a command and its subcommands use them. */
    public static void register(CommandLine command) {
        ITypeConverter<Integer> whole = number(Integer::valueOf, "a whole number");
        ITypeConverter<Long> wholeLong = number(Long::valueOf, "a whole number");
        ITypeConverter<Short> wholeShort = number(Short::valueOf, "a whole number up to " + Short.MAX_VALUE);
        ITypeConverter<Double> number = number(Double::valueOf, "a number");
        command.registerConverter(Integer.class, whole)
                .registerConverter(int.class, whole)
                .registerConverter(Long.class, wholeLong)
                .registerConverter(long.class, wholeLong)
                .registerConverter(Short.class, wholeShort)
                .registerConverter(short.class, wholeShort)
                .registerConverter(Double.class, number)
                .registerConverter(double.class, number)
                .registerConverter(Path.class, Converters::path)
                .registerConverter(URI.class, Converters::uri)
                .registerConverter(Instant.class, Converters::instant);
    }

    /**
     * A converter that refuses in its own words.
     *
     * @param parse throws what is written for users when it cannot
     */
    static <T> T convert(String text, Function<String, T> parse) {
        try {
            return parse.apply(text);
        } catch (UserError | MediaException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static <T> ITypeConverter<T> number(Function<String, T> parse, String what) {
        return text -> {
            try {
                return parse.apply(text.strip());
            } catch (NumberFormatException _) {
                throw new TypeConversionException("'" + text + "' is not " + what);
            }
        };
    }

    static Path path(String text) {
        try {
            if (!text.isEmpty()) {
                return Path.of(text);
            }
        } catch (InvalidPathException _) {
            // said below
        }
        throw new TypeConversionException("'" + text + "' is not the name of a file or folder");
    }

    private static URI uri(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new TypeConversionException("'" + text + "' is not a URL (" + e.getReason() + ")");
        }
    }

    private static Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException _) {
            throw new TypeConversionException(
                    "'" + text + "' is not a time in UTC: write it as in 2026-05-01T18:30:00Z");
        }
    }
}
