/** The running egress: readers, renditions and outputs, put together. */
package dev.brushcast.egress.app;
