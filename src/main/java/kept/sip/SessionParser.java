package kept.sip;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import kept.sip.SessionDescription.Format;
import kept.sip.SessionReading.Read;
import kept.sip.SessionReading.Refused;

/// Reads one session description line by line. It takes the first audio that it can read and keeps what refuses the rest.
final class SessionParser {
    private static final int MAX_BYTES = 16_384;
    private static final int MAX_MEDIA = 20;
    private static final int MAX_FORMATS = 64;

    private String address = "";
    private Direction direction = Direction.SENDRECV;
    private final List<Media> media = new ArrayList<>();

    private SessionParser() {}

    /// One m= line and what is written below it.
    private static final class Media {
        final String kind;
        final int port;
        final String protocol;
        final List<Integer> payloads = new ArrayList<>();
        final Map<Integer, String> encodings = new HashMap<>(Map.of(0, "PCMU", 8, "PCMA"));
        final List<String> crypto = new ArrayList<>();
        final String rest;
        String address;
        Direction direction;
        int ptime = 20;

        Media(String[] words, SessionParser session) {
            kind = words[0];
            // A range of ports is written 49170/2.
            port = number(words[1].replaceFirst("/.*", ""), 0, 65_535);
            protocol = words[2];
            address = session.address;
            direction = session.direction;
            rest = protocol + " " + words[3];
            for (int i = 3; i < Math.min(words.length, MAX_FORMATS); i++) {
                payloads.add(number(words[i], 0, 127));
            }
        }

        boolean readable() {
            return kind.equals("audio")
                    && port > 0
                    && (protocol.equals("RTP/AVP") || secured())
                    && formats().stream().anyMatch(Format::audio);
        }

        private boolean secured() {
            return protocol.equals("RTP/SAVP") && CryptoLine.first(crypto).isPresent();
        }

        List<Format> formats() {
            var formats = new ArrayList<Format>();
            for (int payload : payloads) {
                String encoding = encodings.getOrDefault(payload, "");
                boolean ours =
                        encoding.equals("telephone-event")
                                || (encoding.equals("PCMU") && payload == 0)
                                || (encoding.equals("PCMA") && payload == 8);
                if (ours) {
                    formats.add(new Format(payload, encoding));
                }
            }
            return formats;
        }
    }

    static SessionReading parse(byte[] body) {
        if (body.length > MAX_BYTES) {
            return new Refused(400, "Session description too long");
        }
        try {
            return new SessionParser().read(new String(body, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            return new Refused(400, "Malformed session description");
        }
    }

    private SessionReading read(String text) {
        String[] lines = text.split("\r\n|\n|\r");
        // Of line ends alone nothing is left.
        if (lines.length == 0 || !lines[0].strip().equals("v=0")) {
            return new Refused(400, "Malformed session description");
        }
        for (String line : lines) {
            if (line.length() < 2 || line.charAt(1) != '=') {
                throw new IllegalArgumentException("no line of SDP");
            }
            String value = line.substring(2).strip();
            switch (line.charAt(0)) {
                case 'c' -> connection(value);
                case 'm' -> media(value);
                case 'a' -> attribute(value);
                default -> {
                    // says nothing about where audio goes
                }
            }
        }
        return choose();
    }

    private void connection(String value) {
        String[] words = value.split(" +");
        if (words.length < 3 || !words[0].equals("IN")) {
            throw new IllegalArgumentException("no connection");
        }
        // The lifetime of a multicast address follows a slash.
        String found = words[2].replaceFirst("/.*", "");
        if (media.isEmpty()) {
            address = found;
        } else {
            media.getLast().address = found;
        }
    }

    private void media(String value) {
        String[] words = value.split(" +");
        if (words.length < 4 || media.size() == MAX_MEDIA) {
            throw new IllegalArgumentException("no media");
        }
        media.add(
                words[0].equals("audio") && words[2].startsWith("RTP/")
                        ? new Media(words, this)
                        : new Media(new String[] {words[0], words[1], words[2], "0"}, this));
    }

    private void attribute(String value) {
        for (Direction each : Direction.values()) {
            if (value.equals(each.attribute())) {
                if (media.isEmpty()) {
                    direction = each;
                } else {
                    media.getLast().direction = each;
                }
            }
        }
        if (media.isEmpty()) {
            return;
        }
        Media last = media.getLast();
        if (value.startsWith("rtpmap:")) {
            String[] words = value.substring(7).split(" +", 2);
            int payload = number(words[0], 0, 127);
            last.encodings.put(payload, words.length < 2 ? "" : encoding(words[1]));
        } else if (value.startsWith("crypto:") && last.crypto.size() < MAX_MEDIA) {
            last.crypto.add(value.substring(7));
        } else if (value.startsWith("ptime:")) {
            last.ptime = (int) Math.clamp(Double.parseDouble(value.substring(6)), 10, 200);
        }
    }

    private static String encoding(String map) {
        return switch (map.strip().toLowerCase(Locale.ROOT)) {
            case "pcmu/8000", "pcmu/8000/1" -> "PCMU";
            case "pcma/8000", "pcma/8000/1" -> "PCMA";
            case "telephone-event/8000" -> "telephone-event";
            default -> "";
        };
    }

    private SessionReading choose() {
        for (int i = 0; i < media.size(); i++) {
            Media audio = media.get(i);
            if (audio.readable()) {
                return literal(audio.address)
                        ? new Read(described(audio, others(0, i), others(i + 1, media.size())))
                        : new Refused(488, "Audio must go to a literal address");
            }
        }
        return new Refused(488, "No audio in PCMU or PCMA with keys that we know");
    }

    private SessionDescription described(Media audio, List<String> before, List<String> after) {
        boolean oldHold = audio.address.equals("0.0.0.0");
        return new SessionDescription(
                audio.address,
                audio.port,
                List.copyOf(audio.formats()),
                // RFC 2543 held with this address.
                oldHold && audio.direction == Direction.SENDRECV
                        ? Direction.SENDONLY
                        : audio.direction,
                audio.ptime,
                audio.protocol.equals("RTP/SAVP"),
                List.copyOf(audio.crypto),
                before,
                after);
    }

    private List<String> others(int from, int to) {
        return media.subList(from, to).stream()
                .map(other -> other.kind + " " + other.rest)
                .toList();
    }

    private static boolean literal(String address) {
        try {
            return !InetAddress.ofLiteral(address).isMulticastAddress();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /// @throws NumberFormatException beyond the bounds, too
    private static int number(String text, int least, int most) {
        int number = Integer.parseInt(text);
        if (number < least || number > most) {
            throw new NumberFormatException(text);
        }
        return number;
    }
}
