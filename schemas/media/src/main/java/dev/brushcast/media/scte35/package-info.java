/** Splice information (ANSI/SCTE 35) taken apart: what a broadcaster says of breaks and programmes beside the picture. Pure. */
package dev.brushcast.media.scte35;
