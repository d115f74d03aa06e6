package kept.webphone;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import kept.kernel.Refusal;
import kept.media.Codec;
import org.jspecify.annotations.Nullable;

/// What a browser offers, as far as we need it: its first audio in G.711, how it proves itself, and the lines of other media, which we refuse.
/// Candidates are not read: who answers by ICE-lite waits until the browser comes.
///
/// @param audio which of the media is the audio, from 0
/// @param mids the name of each medium
/// @param bundle whether the media share one port
/// @param telephoneEvent the payload type of keys at 8,000 Hz
record BrowserOffer(
        int audio,
        List<String> kinds,
        List<String> mids,
        boolean bundle,
        Codec codec,
        OptionalInt telephoneEvent,
        String iceFragment,
        Fingerprint fingerprint,
        boolean sends,
        boolean receives) {
    /// The most that is read, in bytes.
    static final int MOST_BYTES = 16_384;

    private static final int MOST_MEDIA = 20;
    private static final Pattern TOKEN = Pattern.compile("[!#-'*+.\\-0-9A-Z^_`a-z{|}~]{1,64}");
    private static final Pattern FRAGMENT = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern RTPMAP =
            Pattern.compile("(\\d{1,3}) telephone-event/8000", Pattern.CASE_INSENSITIVE);

    /// The lines of one medium, or those before the first.
    private record Section(
            String kind, String protocol, List<String> formats, List<String> attributes) {
        Optional<String> attribute(String name) {
            return attributes.stream()
                    .filter(line -> line.startsWith(name + ":"))
                    .map(line -> line.substring(name.length() + 1).strip())
                    .findFirst();
        }

        boolean has(String attribute) {
            return attributes.contains(attribute);
        }
    }

    /// Reads what a stranger wrote.
    ///
    /// @throws Refusal if we cannot serve it
    static BrowserOffer read(String text) {
        if (text.length() > MOST_BYTES
                || text.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES) {
            throw new Refusal(Refusal.Kind.TOO_LARGE, "The offer of the browser is too long.");
        }
        List<Section> sections = sections(text);
        Section session = sections.removeFirst();
        Section audio =
                sections.stream()
                        .filter(section -> section.kind.equals("audio"))
                        .findFirst()
                        .orElseThrow(() -> refused("The browser offers no audio."));
        if (!audio.protocol.equals("UDP/TLS/RTP/SAVPF")
                && !audio.protocol.equals("UDP/TLS/RTP/SAVP")) {
            throw refused("The browser offers audio that is not encrypted; it must be.");
        }
        if (!audio.has("rtcp-mux")) {
            throw refused(
                    "The browser wants a second port beside that of its audio; it must do with one.");
        }
        if (either(audio, session, "setup").filter("passive"::equals).isPresent()) {
            throw refused("The browser wants us to begin the encryption; it must begin.");
        }
        return new BrowserOffer(
                sections.indexOf(audio),
                sections.stream().map(section -> section.kind + " 0 " + section.protocol).toList(),
                sections.stream().map(BrowserOffer::mid).toList(),
                session.attribute("group").filter(group -> group.startsWith("BUNDLE")).isPresent(),
                codec(audio),
                telephoneEvent(audio),
                either(audio, session, "ice-ufrag")
                        .filter(fragment -> FRAGMENT.matcher(fragment).matches())
                        .orElseThrow(() ->
                                refused(
                                        "The browser does not say how it proves its address (ICE).")),
                fingerprint(audio, session),
                !direction(audio, session, "recvonly"),
                !direction(audio, session, "sendonly"));
    }

    private static List<Section> sections(String text) {
        var sections = new ArrayList<Section>();
        var current = new Section("", "", List.of(), new ArrayList<>());
        sections.add(current);
        String[] lines = text.split("\r\n|\n|\r");
        // Of line ends alone nothing is left.
        if (lines.length == 0 || !lines[0].strip().equals("v=0")) {
            throw Refusal.malformed("offer", "This is no offer of a browser.");
        }
        for (String line : lines) {
            if (line.startsWith("m=")) {
                current = medium(line.substring(2));
                sections.add(current);
            } else if (line.startsWith("a=")) {
                current.attributes.add(line.substring(2).strip());
            }
        }
        if (sections.size() > MOST_MEDIA) {
            throw Refusal.malformed("offer", "The browser offers too many media at once.");
        }
        return sections;
    }

    private static Section medium(String line) {
        String[] words = line.strip().split(" +");
        boolean whole =
                words.length >= 4
                        && TOKEN.matcher(words[0]).matches()
                        && TOKEN.matcher(words[2].replace("/", "")).matches();
        if (!whole) {
            throw Refusal.malformed(
                    "offer", "The offer of the browser has a line that says no medium.");
        }
        return new Section(
                words[0], words[2], List.of(words).subList(3, words.length), new ArrayList<>());
    }

    private static String mid(Section section) {
        return section.attribute("mid").filter(mid -> TOKEN.matcher(mid).matches()).orElse("");
    }

    /// A-law before mu-law: most lines speak it, so that nothing need be changed between them.
    private static Codec codec(Section audio) {
        return java.util.stream.Stream.of(Codec.PCMA, Codec.PCMU)
                .filter(codec -> audio.formats.contains(String.valueOf(codec.payload())))
                .findFirst()
                .orElseThrow(() -> refused("The browser offers no audio in G.711 (PCMU or PCMA)."));
    }

    private static OptionalInt telephoneEvent(Section audio) {
        return audio.attributes.stream()
                .filter(line -> line.startsWith("rtpmap:"))
                .map(line -> RTPMAP.matcher(line.substring(7).strip()))
                .filter(java.util.regex.Matcher::matches)
                .map(match -> match.group(1))
                .filter(audio.formats::contains)
                .mapToInt(Integer::parseInt)
                .filter(payload -> payload >= 96 && payload <= 127)
                .findFirst();
    }

    /// The strongest that both sides know; what stands at the medium goes before what stands at the session.
    private static Fingerprint fingerprint(Section audio, Section session) {
        return java.util.stream.Stream.of(audio, session)
                .map(BrowserOffer::strongest)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElseThrow(() ->
                        refused(
                                "The browser names no certificate (fingerprint), so nobody could tell that it is the browser who speaks."));
    }

    private static @Nullable Fingerprint strongest(Section section) {
        return section.attributes.stream()
                .filter(line -> line.startsWith("fingerprint:"))
                .flatMap(line -> Fingerprint.read(line.substring(12)).stream())
                .max(Comparator.comparing(Fingerprint::algorithm))
                .orElse(null);
    }

    private static boolean direction(Section audio, Section session, String name) {
        boolean own =
                List.of("sendrecv", "sendonly", "recvonly", "inactive").stream()
                        .anyMatch(audio::has);
        Section says = own ? audio : session;
        return says.has(name) || says.has("inactive");
    }

    private static Optional<String> either(Section audio, Section session, String name) {
        return audio.attribute(name).or(() -> session.attribute(name));
    }

    private static Refusal refused(String sentence) {
        return Refusal.invalid("offer", sentence);
    }
}
