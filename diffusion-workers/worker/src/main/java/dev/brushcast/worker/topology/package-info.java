/** The worker as a Kafka Streams topology: what is read, kept and written for each chunk, exactly once. */
package dev.brushcast.worker.topology;
