package dev.brushcast.compose.control.settings;

import dev.brushcast.kit.UserError;
import java.net.URI;
import java.net.URISyntaxException;

/**
 * Where viewers find a stream's page, with {@value #ID} for its id.
 *
 * @param template as in {@code https://live.example/streams/{id}/}
 */
public record ViewerUrl(String template) {

    private static final String ID = "{id}";

    /** @throws UserError if it is no address of a page */
    public static ViewerUrl of(String template) {
        try {
            URI sample = new URI(template.replace(ID, "id"));
            boolean web = "http".equals(sample.getScheme()) || "https".equals(sample.getScheme());
            if (web && sample.getHost() != null && sample.getUserInfo() == null && template.contains(ID)) {
                return new ViewerUrl(template);
            }
        } catch (URISyntaxException _) {
            // said below
        }
        throw new UserError("--viewer-url " + template
                + " is no address of a stream's page: give one as in https://live.example/streams/{id}/");
    }

    /** Scheme, host and port, as a browser says where a page is from. */
    public String origin() {
        URI sample = URI.create(template.replace(ID, "id"));
        return sample.getScheme() + "://" + sample.getRawAuthority();
    }
}
