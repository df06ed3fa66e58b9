/** The stream's records, read from its slot of each topic, in the terms of this module. */
package dev.brushcast.egress.consume;
