package dev.brushcast.contract;

import java.util.regex.Pattern;

/**
 * Where everything about a stream goes. Whatever names a stream names it by one of these, so that an id which is none is
 * refused wherever it comes from.
 *
 * @param streamId the key: 1 to {@value #MAX_ID_LENGTH} letters, digits, dots, dashes and underscores, the first no dot
 *     and no dash: it is part of client names, metrics and file names
 * @param slot the partition, 0 or above
 */
public record StreamAddress(String streamId, int slot) {

    /** How long an id is at most. */
    public static final int MAX_ID_LENGTH = 64;

    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0," + (MAX_ID_LENGTH - 1) + "}");

    /** @throws InvalidStreamAddressException if there can be no such stream or slot */
    public StreamAddress {
        if (!ID.matcher(streamId).matches()) {
            throw new InvalidStreamAddressException("A stream cannot be called '" + shown(streamId) + "': use 1 to "
                    + MAX_ID_LENGTH + " letters, digits, dots, dashes and underscores, the first no dot and no dash");
        }
        if (slot < 0) {
            throw new InvalidStreamAddressException("There is no slot " + slot + ": slots count from 0");
        }
    }

    /** One line of bounded length, whatever was given. */
    private static String shown(String id) {
        String line = id.replaceAll("\\p{Cntrl}", "?");
        return line.length() <= MAX_ID_LENGTH ? line : line.substring(0, MAX_ID_LENGTH) + "…";
    }
}
