/** One chunk in, its styled chunk out: lag policy, payloads, engine, outcomes. Nothing of Kafka. */
package dev.brushcast.worker.render;
