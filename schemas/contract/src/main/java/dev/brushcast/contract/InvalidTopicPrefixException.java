package dev.brushcast.contract;

/** No topic's name can begin so. The message is one line and says what is allowed. */
public final class InvalidTopicPrefixException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    InvalidTopicPrefixException(String message) {
        super(message);
    }
}
