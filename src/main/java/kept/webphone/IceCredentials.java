package kept.webphone;

import java.security.SecureRandom;

/// What one side proves itself with in the checks of its address (RFC 8445 section 5.3): a fragment of a name, and a password.
record IceCredentials(String fragment, String password) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String LETTERS =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    static IceCredentials random() {
        return new IceCredentials(letters(8), letters(24));
    }

    private static String letters(int count) {
        var text = new StringBuilder(count);
        for (int i = 0; i < count; i++) {
            text.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return fragment;
    }
}
