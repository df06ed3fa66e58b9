package dev.brushcast.egress.http;

/**
 * A style of the same source, for a page's menu.
 *
 * @param stream id of its stream, whose page is {@code ../ID/}
 * @param title what menus call it
 * @param here true: it is served here, with a picture to play; else it may be by another host
 * @param named true: the multivariant playlist names it, for players that know alternative renditions
 */
public record StyleOffer(String stream, String title, boolean here, boolean named) {}
