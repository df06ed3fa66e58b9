/** Confluent's own serdes in place of this project's. Compiled only in the profile {@code confluent}. */
package dev.brushcast.contract.wire.confluent;
