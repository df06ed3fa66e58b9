/** Where the output is cut into segments, and which pictures and sound each segment holds. Pure. */
package dev.brushcast.egress.segment;
