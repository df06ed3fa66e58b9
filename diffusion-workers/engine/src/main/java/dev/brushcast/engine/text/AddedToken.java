package dev.brushcast.engine.text;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A token that is looked for in the text itself, before it is split into words.
 *
 * @param content as it stands in the text, case and all
 * @param id its id
 * @param eatsLeft whether blanks before it belong to it
 * @param eatsRight whether blanks after it belong to it
 */
record AddedToken(String content, int id, boolean eatsLeft, boolean eatsRight) {

    /** A token as its file describes it; where that is a mere text, or nothing, it keeps to itself. */
    static AddedToken of(String content, int id, JsonNode description) {
        return new AddedToken(
                content,
                id,
                description.path("lstrip").asBoolean(),
                description.path("rstrip").asBoolean());
    }
}
