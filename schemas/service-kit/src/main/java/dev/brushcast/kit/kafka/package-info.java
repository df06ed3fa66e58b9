/** Kafka clients and topics, all made in one place so that their settings agree. */
package dev.brushcast.kit.kafka;
