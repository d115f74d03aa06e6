package kept.demo;

import java.util.List;
import java.util.stream.Stream;

/// A customer who calls when somebody presses a key on the page of the demo.
///
/// @param key in the address of the page
/// @param name of the customer; empty for a stranger whose number is withheld
/// @param what happens, for whoever presses
/// @param says what is said once an agent has taken the call, sentence by sentence
/// @param cutOff whether the line breaks after that
public record DemoCaller(String key, String name, String what, List<String> says, boolean cutOff) {
    /// What whoever is called back says.
    static final List<String> CALLED_BACK =
            List.of(
                    "Hello?",
                    "Oh, you are calling back. That was quick.",
                    "As I said, my line is dead since this morning. When can somebody come?");

    static List<DemoCaller> all() {
        return List.of(
                new DemoCaller(
                        "anil",
                        "Anil Mehta",
                        "A customer since 2008. His line was cut off while he was abroad, and he is told that the offer is for newer customers.",
                        List.of(
                                "Good day. I have been with you since two thousand and eight.",
                                "I was away for three months, and now my line is cut off.",
                                "I want to pay and go on, but your offer is only for newer customers.",
                                "If this is how you treat old ones, I would rather leave."),
                        false),
                new DemoCaller(
                        "ana",
                        "Ana Souza",
                        "The line breaks while she speaks. See how she is rung back by the same agent, and does not have to tell it all again.",
                        List.of(
                                "Good day. My line is dead since this morning.",
                                "I restarted the router twice, and I work from home, so"),
                        true),
                new DemoCaller(
                        "ines",
                        "Inês Carvalho",
                        "We broke a word to her. She comes first, and the card says why.",
                        List.of(
                                "Hello. You promised me a refund for last week.",
                                "Nothing has come. Can you tell me when I get it?"),
                        false),
                new DemoCaller(
                        "nobody",
                        "",
                        "Somebody whose number is withheld. He cannot be called back, and he is told so.",
                        List.of(
                                "Good day. I would like to know what a new line costs.",
                                "I am not a customer yet."),
                        false));
    }

    /// The name, or words for a stranger.
    public String title() {
        return name.isEmpty() ? "A withheld number" : name;
    }

    /// Everything that is said by anybody in the demo.
    static List<String> texts() {
        return Stream.concat(
                        CALLED_BACK.stream(),
                        all().stream().flatMap(caller -> caller.says().stream()))
                .toList();
    }
}
