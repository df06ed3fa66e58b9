/** What publishers send to this program, byte by byte, whoever hears them. */
package dev.brushcast.media.publish;
