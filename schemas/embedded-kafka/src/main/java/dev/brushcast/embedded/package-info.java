/** A real Apache Kafka in this JVM, for trying, developing and testing without a cluster. */
package dev.brushcast.embedded;
