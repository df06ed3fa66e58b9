/** The bytes of a record: Confluent's wire format, with schema ids from a registry or from the built-in catalogue. */
package dev.brushcast.contract.wire;
