/** From a timeline's frames and sound to finished segments, for one rendition of a stream. */
package dev.brushcast.egress.rendition;
