package dev.brushcast.kit;

import java.net.UnknownHostException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import org.jspecify.annotations.Nullable;

/** Why something failed, for people: the message of an exception often is no more than the name of a file. */
public final class Reason {

    private Reason() {}

    /** A few words, without names of classes: "no such file", "no space left on device". */
    public static String of(Throwable failure) {
        return switch (failure) {
            case NoSuchFileException missing -> "there is no " + missing.getFile();
            case AccessDeniedException denied -> "no permission for " + denied.getFile();
            case NotDirectoryException file -> file.getFile() + " is no folder";
            case FileAlreadyExistsException file -> file.getFile() + " is there already, and is no folder";
            case DirectoryNotEmptyException folder -> folder.getFile() + " is not empty";
            case FileSystemException other -> other.getReason() == null ? message(other) : lower(other.getReason());
            case CharacterCodingException _ -> "it is not text in UTF-8";
            case UnknownHostException host -> "there is no host " + host.getMessage();
            default -> message(failure);
        };
    }

    /** Wrappers say nothing, or repeat what they wrap with the name of its class. */
    private static String message(Throwable failure) {
        Throwable cause = failure.getCause();
        String message = firstLine(failure.getMessage());
        if (cause != null && (message.isEmpty() || message.equals(firstLine(cause.toString())))) {
            return of(cause);
        }
        return message.isEmpty() ? "no reason is given" : message;
    }

    private static String firstLine(@Nullable String message) {
        return message == null ? "" : message.lines().findFirst().orElse("").strip();
    }

    private static String lower(String reason) {
        return reason.isEmpty() ? reason : Character.toLowerCase(reason.charAt(0)) + reason.substring(1);
    }
}
