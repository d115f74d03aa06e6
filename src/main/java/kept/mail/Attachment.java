package kept.mail;

import java.util.Arrays;
import java.util.Objects;

/// A file in a mail. The name is cleaned (no path, no control or direction characters, never empty); the content type is
/// the sender's claim; the content id has no angle brackets and is empty if there is none.
public record Attachment(
        String name, String contentType, String contentId, boolean inline, byte[] bytes) {

    @Override
    public boolean equals(Object other) {
        return other instanceof Attachment that
                && name.equals(that.name)
                && contentType.equals(that.contentType)
                && contentId.equals(that.contentId)
                && inline == that.inline
                && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Objects.hash(name, contentType, contentId, inline, Arrays.hashCode(bytes));
    }

    @Override
    public String toString() {
        return name + " (" + contentType + ", " + bytes.length + " bytes)";
    }
}
