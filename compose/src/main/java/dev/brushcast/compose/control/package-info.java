/** The control API: HTTP changes what streams are to be, in Kafka, and hosts make them so. Neither knows the other. */
package dev.brushcast.compose.control;
