/** What a source is, as its user writes it and as it says about itself. */
package dev.brushcast.media.source;
