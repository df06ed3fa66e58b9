/** The source's sound on its way into the output: untouched where the output can carry it. */
package dev.brushcast.egress.audio;
