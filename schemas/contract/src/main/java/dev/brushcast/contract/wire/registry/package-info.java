/** Where schemas have their ids: the catalogue in the jar, or a Confluent-compatible schema registry over HTTP. */
package dev.brushcast.contract.wire.registry;
