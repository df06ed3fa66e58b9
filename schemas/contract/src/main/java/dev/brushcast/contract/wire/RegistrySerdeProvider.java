package dev.brushcast.contract.wire;

import java.util.Map;

/**
 * Another implementation of serdes that use a schema registry, found by {@link java.util.ServiceLoader}. There is none
 * unless the build was made with one: profile {@code confluent} adds Confluent's own.
 */
public interface RegistrySerdeProvider {

    /**
     * Serdes that use a registry.
     *
     * @param url the registry's address, several separated by commas
     * @param settings the registry client's settings, by Confluent's names
     */
    SerdeSource open(String url, Map<String, ?> settings);
}
