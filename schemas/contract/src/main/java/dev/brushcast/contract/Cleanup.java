package dev.brushcast.contract;

/** What Kafka does with old records of a topic. */
public enum Cleanup {
    /** Records go when the topic's time or size limit is passed. */
    DELETE("delete"),
    /** The newest record of each key stays for ever, older ones go. */
    COMPACT("compact");

    private final String policy;

    Cleanup(String policy) {
        this.policy = policy;
    }

    /** The value of Kafka's {@code cleanup.policy}. */
    public String policy() {
        return policy;
    }
}
