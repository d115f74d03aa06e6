package kept.proof;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Checks a bundle without Kept and without the net. It needs nothing but a JDK 25:
/// `java VerifyBundle.java bundle.json [public key in hex]`. Ends with 0 if every link holds, with 1 if not.
///
/// The key that a bundle brings along shows only that it fits itself. Hold it against the key or a head that the house
/// published or sent you before.
public final class VerifyBundle {
    private static final String FORMAT = "kept-bundle-1";

    private final Map<?, ?> bundle;
    private final List<String> faults = new ArrayList<>();
    private int entries;
    private int signed;

    private VerifyBundle(Map<?, ?> bundle) {
        this.bundle = bundle;
    }

    /// What was found; whole if there is no fault.
    public record Result(int entries, int signed, String keyFingerprint, List<String> faults) {
        public boolean whole() {
            return faults.isEmpty();
        }
    }

    /// @param args the file, and the public key of the house in hex if it is known from elsewhere
    public static void main(String[] args) {
        if (args.length < 1 || args.length > 2) {
            System.err.println(
                    "Name the bundle: java VerifyBundle.java bundle.json [public key in hex]");
            System.exit(2);
        }
        String json;
        try {
            json = Files.readString(Path.of(args[0]));
        } catch (IOException _) {
            System.err.println(
                    args[0] + " cannot be read: name a bundle that was saved from a case.");
            System.exit(2);
            return;
        }
        var result = check(json, args.length == 2 ? args[1] : "");
        result.faults().forEach(System.out::println);
        System.out.printf(
                "%d entries, %d of them in signed heads; key %s: %s%n",
                result.entries(),
                result.signed(),
                result.keyFingerprint(),
                result.whole() ? "every link holds." : "NOT whole.");
        System.exit(result.whole() ? 0 : 1);
    }

    /// @param knownKey the public key of the house in hex, or nothing
    public static Result check(String json, String knownKey) {
        Object read;
        try {
            read = new Json(json).value();
        } catch (RuntimeException e) {
            return new Result(0, 0, "", List.of("This is no bundle: " + e.getMessage()));
        }
        if (!(read instanceof Map<?, ?> map) || !FORMAT.equals(map.get("format"))) {
            return new Result(0, 0, "", List.of("This is no bundle of the form " + FORMAT + "."));
        }
        return new VerifyBundle(map).check(knownKey);
    }

    private Result check(String knownKey) {
        String key = "";
        try {
            key = text(bundle, "publicKey");
            if (!knownKey.isBlank() && !key.equalsIgnoreCase(knownKey.strip())) {
                faults.add("It was signed with another key than the one you know.");
            }
            for (Object history : list(bundle, "histories")) {
                history((Map<?, ?>) history, key);
            }
            for (Object promise : list(bundle, "promises")) {
                said((Map<?, ?>) promise);
            }
        } catch (RuntimeException | GeneralSecurityException e) {
            faults.add("The bundle is not complete: " + e.getMessage());
        }
        return new Result(entries, signed, fingerprint(key), List.copyOf(faults));
    }

    private static String fingerprint(String key) {
        return key.length() < 16 ? key : key.substring(key.length() - 16);
    }

    private void history(Map<?, ?> history, String key) throws GeneralSecurityException {
        String stream = text(history, "stream");
        byte[] previous = new byte[32];
        int position = 0;
        for (Object one : list(history, "entries")) {
            var entry = (Map<?, ?>) one;
            entries++;
            position++;
            String name = "%s, entry %d (%s)".formatted(stream, position, text(entry, "kind"));
            if (!Integer.toString(position).equals(text(entry, "position"))) {
                faults.add(name + ": entries are missing before it.");
            }
            byte[] hash = hash(previous, stream, entry);
            if (!hex(hash).equals(text(entry, "hash"))) {
                faults.add(name + ": its words were changed, or it was moved.");
            }
            if (entry.get("inclusion") instanceof Map<?, ?> inclusion) {
                signed += included(name, hash, inclusion, key) ? 1 : 0;
            }
            previous = hash;
        }
        if (!Integer.toString(position).equals(text(history, "length"))
                || !hex(previous).equals(text(history, "head"))) {
            faults.add(stream + ": its end was cut off.");
        }
    }

    /// `SHA-256(previous, stream, position, kind, actor, microseconds since 1970, body)`, each but the first with its length.
    private static byte[] hash(byte[] previous, String stream, Map<?, ?> entry) {
        var digest = sha256();
        digest.update(previous);
        for (String part :
                new String[] {
                    stream,
                    text(entry, "position"),
                    text(entry, "kind"),
                    text(entry, "actor"),
                    Long.toString(
                            ChronoUnit.MICROS.between(
                                    Instant.EPOCH, Instant.parse(text(entry, "at")))),
                    text(entry, "body")
                }) {
            byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
            digest.update((bytes.length + ":").getBytes(StandardCharsets.US_ASCII));
            digest.update(bytes);
        }
        return digest.digest();
    }

    /// The way from the entry up to the root of its head (RFC 6962), and the signature of the head.
    private boolean included(String name, byte[] hash, Map<?, ?> inclusion, String key)
            throws GeneralSecurityException {
        var head =
                (Map<?, ?>)
                        list(bundle, "heads").stream()
                                .filter(h ->
                                        text((Map<?, ?>) h, "number")
                                                .equals(text(inclusion, "head")))
                                .findFirst()
                                .orElseThrow(() ->
                                        new IllegalArgumentException(
                                                "head " + text(inclusion, "head")));
        var path = list(inclusion, "path").stream().map(p -> bytes((String) p)).toList();
        byte[] root =
                root(
                        node((byte) 0, hash, new byte[0]),
                        Long.parseLong(text(inclusion, "index")),
                        Long.parseLong(text(head, "rows")),
                        path);
        if (!hex(root).equals(text(head, "root"))) {
            faults.add(name + ": it does not stand in head " + text(head, "number") + ".");
            return false;
        }
        String line =
                "kept-head 1 %s %s %s %s %s %s"
                        .formatted(
                                text(head, "number"),
                                text(head, "firstSeq"),
                                text(head, "lastSeq"),
                                text(head, "rows"),
                                text(head, "root"),
                                text(head, "at"));
        var digest = sha256();
        digest.update(bytes(text(head, "previous")));
        digest.update(line.getBytes(StandardCharsets.UTF_8));
        byte[] headHash = digest.digest();
        var signature = Signature.getInstance("Ed25519");
        signature.initVerify(
                KeyFactory.getInstance("Ed25519")
                        .generatePublic(new X509EncodedKeySpec(bytes(key))));
        signature.update(headHash);
        if (!hex(headHash).equals(text(head, "hash"))
                || !signature.verify(bytes(text(head, "signature")))) {
            faults.add("Head " + text(head, "number") + " is not signed by this key.");
            return false;
        }
        return true;
    }

    private static byte[] root(byte[] leaf, long index, long size, List<byte[]> path) {
        byte[] hash = leaf;
        long at = index;
        long last = size - 1;
        int used = 0;
        while (last > 0) {
            if (at % 2 == 1) {
                hash = node((byte) 1, path.get(used++), hash);
            } else if (at < last) {
                hash = node((byte) 1, hash, path.get(used++));
            }
            at /= 2;
            last /= 2;
        }
        return used == path.size() ? hash : new byte[32];
    }

    /// What was said must be what the first entry of the promise has the salted hash of.
    private void said(Map<?, ?> promise) {
        String id = text(promise, "id");
        var digest = sha256();
        digest.update(bytes(text(promise, "salt")));
        digest.update(text(promise, "saidText").getBytes(StandardCharsets.UTF_8));
        String said = hex(digest.digest());
        for (Object one : list(bundle, "histories")) {
            var history = (Map<?, ?>) one;
            if (id.equals(text(history, "stream"))) {
                var first = (Map<?, ?>) list(history, "entries").getFirst();
                var body = (Map<?, ?>) new Json(text(first, "body")).value();
                for (String fact : List.of("said", "firstDue", "giver", "kind", "level")) {
                    String given = fact.equals("said") ? said : text(promise, fact);
                    if (!given.equals(text(body, fact))) {
                        faults.add(
                                "Promise %s: \"%s\" is not what was first recorded."
                                        .formatted(id, fact));
                    }
                }
                return;
            }
        }
        faults.add("Promise " + id + " has no history in the bundle.");
    }

    private static byte[] node(byte mark, byte[] left, byte[] right) {
        var digest = sha256();
        digest.update(mark);
        digest.update(left);
        digest.update(right);
        return digest.digest();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex);
    }

    private static String text(Map<?, ?> map, String key) {
        Object value = map.get(key);
        if (value == null) {
            throw new IllegalArgumentException("\"" + key + "\" is missing");
        }
        return value.toString();
    }

    private static List<?> list(Map<?, ?> map, String key) {
        if (map.get(key) instanceof List<?> list) {
            return list;
        }
        throw new IllegalArgumentException("\"" + key + "\" is missing");
    }

    /// Reads JSON (RFC 8259); numbers stay as they are written.
    private static final class Json {
        private static final int DEEPEST = 40;

        private final String text;
        private int at;
        private int depth;

        Json(String text) {
            this.text = text;
        }

        Object value() {
            Object value = next();
            blank();
            if (at < text.length()) {
                throw wrong();
            }
            return value;
        }

        private Object next() {
            blank();
            if (++depth > DEEPEST) {
                throw new IllegalArgumentException("it is nested too deeply");
            }
            try {
                return switch (peek()) {
                    case '{' -> object();
                    case '[' -> array();
                    case '"' -> string();
                    default -> word();
                };
            } finally {
                depth--;
            }
        }

        private Map<String, Object> object() {
            var map = new LinkedHashMap<String, Object>();
            at++;
            blank();
            while (peek() != '}') {
                blank();
                String key = string();
                blank();
                expect(':');
                map.put(key, next());
                blank();
                if (peek() == ',') {
                    at++;
                }
            }
            at++;
            return map;
        }

        private List<Object> array() {
            var list = new ArrayList<Object>();
            at++;
            blank();
            while (peek() != ']') {
                list.add(next());
                blank();
                if (peek() == ',') {
                    at++;
                    blank();
                }
            }
            at++;
            return list;
        }

        private String string() {
            expect('"');
            var string = new StringBuilder();
            while (peek() != '"') {
                char c = text.charAt(at++);
                if (c != '\\') {
                    string.append(c);
                    continue;
                }
                char escaped = peek();
                at++;
                switch (escaped) {
                    case 'n' -> string.append('\n');
                    case 't' -> string.append('\t');
                    case 'r' -> string.append('\r');
                    case 'b' -> string.append('\b');
                    case 'f' -> string.append('\f');
                    case 'u' -> {
                        string.append((char) Integer.parseInt(text, at, at + 4, 16));
                        at += 4;
                    }
                    default -> string.append(escaped);
                }
            }
            at++;
            return string.toString();
        }

        private String word() {
            int start = at;
            while (at < text.length() && ",]} \n\r\t".indexOf(text.charAt(at)) < 0) {
                at++;
            }
            if (start == at) {
                throw wrong();
            }
            return text.substring(start, at);
        }

        private void blank() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private void expect(char c) {
            if (peek() != c) {
                throw wrong();
            }
            at++;
        }

        private char peek() {
            if (at >= text.length()) {
                throw wrong();
            }
            return text.charAt(at);
        }

        private IllegalArgumentException wrong() {
            return new IllegalArgumentException("it is no JSON at sign " + at);
        }
    }
}
