package dev.brushcast.compose.control.settings;

import dev.brushcast.kit.UserError;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where people find something of a stream, with {@value #ID} for its id.
 *
 * @param template as in {@code https://live.example/streams/{id}/}
 */
public record StreamUrl(String template) {

    private static final String ID = "{id}";

    /**
     * An address as an option gives it.
     *
     * @param option for the error
     * @throws UserError if it is no address of a page
     */
    public static StreamUrl of(String option, String template) {
        try {
            URI sample = new URI(template.replace(ID, "id"));
            boolean web = "http".equals(sample.getScheme()) || "https".equals(sample.getScheme());
            if (web && sample.getHost() != null && sample.getUserInfo() == null && template.contains(ID)) {
                return new StreamUrl(template);
            }
        } catch (URISyntaxException _) {
            // said below
        }
        throw new UserError(option + " " + template
                + " is no address of a stream's page: give one as in https://live.example/streams/{id}/");
    }

    /** Scheme, host and port, as a browser says where a page is from. */
    public String origin() {
        URI sample = URI.create(template.replace(ID, "id"));
        return sample.getScheme() + "://" + sample.getRawAuthority();
    }

    /** The same for WebSockets. */
    public String socketOrigin() {
        return origin().replaceFirst("^http", "ws");
    }
}
