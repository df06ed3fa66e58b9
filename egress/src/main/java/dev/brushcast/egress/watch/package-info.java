/** Looks at what viewers see and hear: a picture that is black or frozen though the source's is not, sound that is silent. */
package dev.brushcast.egress.watch;
