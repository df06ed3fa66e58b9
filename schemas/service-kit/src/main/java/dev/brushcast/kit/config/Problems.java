package dev.brushcast.kit.config;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is wrong with a configuration, each with the path of the key. */
final class Problems {

    private final List<SettingsError.Problem> problems = new ArrayList<>();
    private boolean valuesMissing;

    void add(String path, @Nullable String problem) {
        String line = String.valueOf(problem).lines().findFirst().orElse("");
        problems.add(new SettingsError.Problem(path, line));
    }

    void add(JsonPointer path, String problem) {
        add(path.toString().replaceFirst("^/", "").replace('/', '.'), problem);
    }

    /** A value that cannot be used; reading goes on without, so what its record then says is beside the point. */
    void addValue(JsonPointer path, String problem) {
        valuesMissing = true;
        add(path, problem);
    }

    /** What ended the reading. */
    void addMapping(JsonMappingException failure) {
        boolean byConstructor = failure instanceof ValueInstantiationException;
        if (byConstructor && valuesMissing) {
            return;
        }
        String path = failure.getPath().stream().map(Problems::step).collect(Collectors.joining("."));
        Throwable cause = failure.getCause();
        add(path, byConstructor && cause != null ? cause.getMessage() : inWords(failure));
    }

    /** Jackson's own words name Java's types. */
    private static String inWords(JsonMappingException failure) {
        if (failure.getCause() instanceof InputCoercionException) {
            return "this number is too large or too small";
        }
        if (failure instanceof MismatchedInputException mismatch && mismatch.getTargetType() != null) {
            String wanted = Wanted.of(mismatch.getTargetType());
            return failure.getOriginalMessage().startsWith("Cannot map `null`")
                    ? "is missing: give " + wanted
                    : "this is not " + wanted;
        }
        return failure.getOriginalMessage();
    }

    private static String step(JsonMappingException.Reference reference) {
        return reference.getFieldName() == null ? Integer.toString(reference.getIndex()) : reference.getFieldName();
    }

    boolean any() {
        return !problems.isEmpty();
    }

    /** All of them, in the order in which they were met. */
    List<SettingsError.Problem> all() {
        return List.copyOf(problems);
    }

    /** All of them, in one line. */
    @Override
    public String toString() {
        return problems.stream().map(SettingsError.Problem::toString).collect(Collectors.joining("; "));
    }
}
