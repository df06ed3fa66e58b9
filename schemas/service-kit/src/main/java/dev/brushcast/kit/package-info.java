/** What every service needs and none is about: life cycle, Kafka clients, configuration, operation. */
package dev.brushcast.kit;
