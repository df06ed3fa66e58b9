package dev.brushcast.kafkaundertest;

import java.util.Locale;

/** Which broker tests run on. */
enum BrokerChoice {
    EMBEDDED,
    CONTAINER;

    /** What the system property, else the environment, says. */
    static BrokerChoice made() {
        String environment = System.getenv().getOrDefault(KafkaUnderTest.VARIABLE, "embedded");
        String choice = System.getProperty(KafkaUnderTest.PROPERTY, environment);
        return switch (choice.toLowerCase(Locale.ROOT)) {
            case "embedded" -> EMBEDDED;
            case "container" -> CONTAINER;
            default ->
                throw new IllegalArgumentException(
                        KafkaUnderTest.PROPERTY + "=" + choice + ", expected embedded or container");
        };
    }
}
