package dev.brushcast.engine.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the marks of {@link PromptWeights} in one pass over the prompt. */
final class PromptWeightsParser {

    private static final String MARKS = "()[]\\";
    private static final double FACTOR = 1.1;
    private static final Pattern NUMBER_AND_CLOSE =
            Pattern.compile(":\\s*+([+-]?(?:\\d++(?:\\.\\d*+)?|\\.\\d++))\\s*+\\)");

    private final String prompt;
    private final StringBuilder text = new StringBuilder();
    /** Ends of runs in {@link #text}, and the weight of each. */
    private final List<Integer> ends = new ArrayList<>();

    private final List<Double> weights = new ArrayList<>();
    /** Open brackets: the number of runs before each. */
    private final Deque<Integer> round = new ArrayDeque<>();

    private final Deque<Integer> square = new ArrayDeque<>();

    PromptWeightsParser(String prompt) {
        this.prompt = prompt;
    }

    PromptWeights parse() {
        Matcher number = NUMBER_AND_CLOSE.matcher(prompt);
        for (int i = 0; i < prompt.length(); i++) {
            char c = prompt.charAt(i);
            if (c == '\\' && i + 1 < prompt.length() && MARKS.indexOf(prompt.charAt(i + 1)) >= 0) {
                text.append(prompt.charAt(++i));
            } else if (c == '(') {
                open(round);
            } else if (c == '[') {
                open(square);
            } else if (c == ':'
                    && !round.isEmpty()
                    && number.region(i, prompt.length()).lookingAt()) {
                close(round, Double.parseDouble(number.group(1)));
                i = number.end() - 1;
            } else if (c == ')' && !round.isEmpty()) {
                close(round, FACTOR);
            } else if (c == ']' && !square.isEmpty()) {
                close(square, 1 / FACTOR);
            } else {
                text.append(c);
            }
        }
        while (!round.isEmpty()) {
            close(round, FACTOR);
        }
        while (!square.isEmpty()) {
            close(square, 1 / FACTOR);
        }
        endRun();
        return PromptWeights.of(pieces());
    }

    private void open(Deque<Integer> brackets) {
        endRun();
        brackets.push(ends.size());
    }

    private void close(Deque<Integer> brackets, double factor) {
        endRun();
        for (int run = brackets.pop(); run < weights.size(); run++) {
            weights.set(run, weights.get(run) * factor);
        }
    }

    private void endRun() {
        int start = ends.isEmpty() ? 0 : ends.getLast();
        if (text.length() > start) {
            ends.add(text.length());
            weights.add(1.0);
        }
    }

    private List<PromptWeights.Piece> pieces() {
        List<PromptWeights.Piece> pieces = new ArrayList<>(ends.size());
        int start = 0;
        for (int run = 0; run < ends.size(); run++) {
            pieces.add(new PromptWeights.Piece(
                    text.substring(start, ends.get(run)), weights.get(run).floatValue()));
            start = ends.get(run);
        }
        return pieces;
    }
}
