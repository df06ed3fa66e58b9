package dev.brushcast.compose.control.auth;

/** What a caller may; each one may what those before it may. */
public enum Role {
    /** Look. */
    VIEWER,
    /** Change styles, outputs, and whether a stream runs. */
    OPERATOR,
    /** Create, change and delete streams. */
    ADMIN;

    /** Whether it may what another one may. */
    public boolean includes(Role other) {
        return compareTo(other) >= 0;
    }
}
