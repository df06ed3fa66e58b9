package dev.brushcast.compose.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A table of figures for people: one line a row below its headings, names to the left, figures to the right. */
public final class TextTable {

    private final List<List<String>> rows = new ArrayList<>();

    /** @param headings of the columns; the first one's are names */
    public TextTable(String... headings) {
        rows.add(List.of(headings));
    }

    /** Numbers are written with two digits after the point, nothing as a dash, everything else as it is. */
    public TextTable row(@Nullable Object... cells) {
        List<String> row = new ArrayList<>();
        for (Object cell : cells) {
            row.add(text(cell));
        }
        rows.add(row);
        return this;
    }

    private static String text(@Nullable Object cell) {
        if (cell == null) {
            return "-";
        }
        return cell instanceof Double number ? String.format(Locale.ROOT, "%.2f", number) : cell.toString();
    }

    @Override
    public String toString() {
        return rows.stream().map(this::line).collect(Collectors.joining(System.lineSeparator()));
    }

    private String line(List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < row.size(); column++) {
            int at = column;
            int width = rows.stream()
                    .mapToInt(other -> at < other.size() ? other.get(at).length() : 0)
                    .max()
                    .orElse(0);
            String blanks = " ".repeat(width - row.get(column).length());
            line.append(column == 0 ? row.get(column) + blanks : "  " + blanks + row.get(column));
        }
        return line.toString().stripTrailing();
    }
}
