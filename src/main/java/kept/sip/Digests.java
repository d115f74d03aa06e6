package kept.sip;

import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/// The arithmetic of digests (RFC 7616 section 3.4), for both sides.
final class Digests {
    private static final SecureRandom RANDOM = new SecureRandom();

    private Digests() {}

    /// The response that belongs to the parameters; without `qop` as RFC 2069 had it.
    static String response(DigestParameters given, String method, DigestSecrets secrets) {
        String algorithm = given.algorithm().orElse("MD5");
        String first = algorithm.equals("MD5") ? secrets.md5() : secrets.sha256();
        String second = DigestSecrets.hash(algorithm, method + ":" + given.get("uri"));
        String middle =
                given.get("qop").isEmpty()
                        ? given.get("nonce")
                        : String.join(
                                ":",
                                given.get("nonce"),
                                given.get("nc"),
                                given.get("cnonce"),
                                given.get("qop"));
        return DigestSecrets.hash(algorithm, first + ":" + middle + ":" + second);
    }

    /// Our Authorization for the best of their challenges; empty where we speak none.
    static Optional<String> authorization(
            List<String> challenges, TrunkAccount account, String method, String uri) {
        return challenges.stream()
                .map(DigestParameters::parse)
                .flatMap(Optional::stream)
                .filter(challenge -> challenge.algorithm().isPresent())
                .max(
                        java.util.Comparator.comparingInt(
                                challenge -> challenge.algorithm().orElse("").length()))
                .map(challenge -> answer(challenge, account, method, uri));
    }

    private static String answer(
            DigestParameters challenge, TrunkAccount account, String method, String uri) {
        boolean counted =
                java.util.Arrays.asList(challenge.get("qop").split("\\s*,\\s*")).contains("auth");
        byte[] random = new byte[8];
        RANDOM.nextBytes(random);
        var values = new java.util.LinkedHashMap<String, String>();
        values.put("username", account.user());
        values.put("realm", challenge.get("realm"));
        values.put("nonce", challenge.get("nonce"));
        values.put("uri", uri);
        values.put("algorithm", challenge.algorithm().orElse("MD5"));
        if (counted) {
            values.put("qop", "auth");
            values.put("nc", "00000001");
            values.put("cnonce", HexFormat.of().formatHex(random));
        }
        if (!challenge.get("opaque").isEmpty()) {
            values.put("opaque", challenge.get("opaque"));
        }
        var secrets = DigestSecrets.of(account.user(), challenge.get("realm"), account.password());
        values.put("response", response(new DigestParameters(values), method, secrets));
        return written(values);
    }

    private static String written(java.util.Map<String, String> values) {
        var text = new StringBuilder("Digest ");
        values.forEach((name, value) -> {
            boolean bare = List.of("algorithm", "qop", "nc").contains(name);
            String quoted = "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
            text.append(text.length() > 7 ? ", " : "")
                    .append(name)
                    .append('=')
                    .append(bare ? value : quoted);
        });
        return text.toString();
    }
}
