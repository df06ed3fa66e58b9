/** Closed captions (CTA-608 and 708) as they travel beside pictures: triplets of {@code cc_data}, and H.264 messages of them. Pure. */
package dev.brushcast.media.caption;
