/** Fragmented MP4 (ISO/IEC 14496-12, CMAF) as bytes: the initialisation segment, fragments, codec names. Pure. */
package dev.brushcast.media.mp4;
