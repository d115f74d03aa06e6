package kept.speech;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Vosk (Alpha Cephei, Apache licence), called in this process by its C interface. Its library is taken from the folder of the model, so
/// that nobody who does without it carries its 26 MB.
@SuppressWarnings("restricted") // the library is the owner's own, and named by him
final class Vosk implements SpeechToText {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final int TELEPHONE = 8_000;
    private static final int WIDE = 16_000;
    private static final Pattern FREQUENCY = Pattern.compile("--sample-frequency=([0-9]+)");

    /// Bytes at once: half a second, because an utterance ends with such a piece at the earliest.
    private static final int PIECE = TELEPHONE;

    private final Arena arena = Arena.ofShared();
    private final MemorySegment model;
    private final int rate;
    private final MethodHandle freeModel;
    private final MethodHandle newRecognizer;
    private final MethodHandle words;
    private final MethodHandle accept;
    private final MethodHandle result;
    private final MethodHandle last;
    private final MethodHandle freeRecognizer;

    private Vosk(Path folder, int rate) {
        this.rate = rate;
        var library = SymbolLookup.libraryLookup(folder.resolve(SpeechModel.LIBRARY), arena);
        var address = ValueLayout.ADDRESS;
        var number = ValueLayout.JAVA_INT;
        freeModel = handle(library, "vosk_model_free", FunctionDescriptor.ofVoid(address));
        newRecognizer =
                handle(
                        library,
                        "vosk_recognizer_new",
                        FunctionDescriptor.of(address, address, ValueLayout.JAVA_FLOAT));
        words =
                handle(
                        library,
                        "vosk_recognizer_set_words",
                        FunctionDescriptor.ofVoid(address, number));
        accept =
                handle(
                        library,
                        "vosk_recognizer_accept_waveform",
                        FunctionDescriptor.of(number, address, address, number));
        result = handle(library, "vosk_recognizer_result", text());
        last = handle(library, "vosk_recognizer_final_result", text());
        freeRecognizer =
                handle(library, "vosk_recognizer_free", FunctionDescriptor.ofVoid(address));
        var quiet = handle(library, "vosk_set_log_level", FunctionDescriptor.ofVoid(number));
        var open = handle(library, "vosk_model_new", FunctionDescriptor.of(address, address));
        model =
                call(() -> {
                    quiet.invokeExact(-1);
                    try (var call = Arena.ofConfined()) {
                        return (MemorySegment)
                                open.invokeExact(call.allocateFrom(folder.toString()));
                    }
                });
        if (model.address() == 0) {
            arena.close();
            throw new SpeechTrouble("%s holds no model that Vosk can read.".formatted(folder));
        }
    }

    /// @throws SpeechTrouble if the folder holds no model, or no library of Vosk for this machine
    static Vosk open(Path folder) {
        SpeechModel.fault(folder)
                .ifPresent(why -> {
                    throw new SpeechTrouble(why);
                });
        try {
            return new Vosk(folder.toRealPath(), rate(folder));
        } catch (IOException e) {
            throw new SpeechTrouble("%s cannot be read: %s.".formatted(folder, e.getMessage()));
        } catch (IllegalArgumentException e) {
            throw new SpeechTrouble(
                    "The library of Vosk does not work on this machine: %s"
                            .formatted(e.getMessage()));
        }
    }

    /// The rate that the model was made for.
    private static int rate(Path folder) throws IOException {
        var conf = folder.resolve("conf").resolve("mfcc.conf");
        var found = FREQUENCY.matcher(Files.exists(conf) ? Files.readString(conf) : "");
        int rate = found.find() ? (int) Double.parseDouble(found.group(1)) : WIDE;
        if (rate != TELEPHONE && rate != WIDE) {
            throw new SpeechTrouble(
                    "This model wants %d samples a second. Take one for 8,000 or 16,000."
                            .formatted(rate));
        }
        return rate;
    }

    private static FunctionDescriptor text() {
        MemoryLayout endless = MemoryLayout.sequenceLayout(Long.MAX_VALUE, ValueLayout.JAVA_BYTE);
        return FunctionDescriptor.of(
                ValueLayout.ADDRESS.withTargetLayout(endless), ValueLayout.ADDRESS);
    }

    private static MethodHandle handle(SymbolLookup library, String name, FunctionDescriptor how) {
        return Linker.nativeLinker()
                .downcallHandle(
                        library.find(name)
                                .orElseThrow(() ->
                                        new SpeechTrouble(
                                                "This library of Vosk is too old: it has no %s."
                                                        .formatted(name))),
                        how);
    }

    @Override
    public Listener listen() {
        return new Recognizer();
    }

    @Override
    public void close() {
        run(() -> {
            freeModel.invokeExact(model);
        });
        arena.close();
    }

    private interface Call<T> {
        T call() throws Throwable;
    }

    private interface Run {
        void run() throws Throwable;
    }

    private static <T> T call(Call<T> call) {
        try {
            return call.call();
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private static void run(Run run) {
        call(() -> {
            run.run();
            return true;
        });
    }

    private final class Recognizer implements Listener {
        private final Arena own = Arena.ofConfined();
        private final MemorySegment buffer = own.allocate(2L * PIECE);
        private final MemorySegment handle;
        private final TwiceTheRate twice = new TwiceTheRate();
        private final List<Utterance> said = new ArrayList<>();

        Recognizer() {
            handle = call(() -> (MemorySegment) newRecognizer.invokeExact(model, (float) rate));
            if (handle.address() == 0) {
                own.close();
                throw new SpeechTrouble("Vosk cannot listen with this model.");
            }
            run(() -> {
                words.invokeExact(handle, 1);
            });
        }

        @Override
        public void hear(byte[] samples, int length) {
            for (int from = 0; from < length; from += PIECE) {
                byte[] piece = Arrays.copyOfRange(samples, from, Math.min(length, from + PIECE));
                accept(rate == WIDE ? twice.of(piece, piece.length) : piece);
            }
        }

        private void accept(byte[] bytes) {
            MemorySegment.copy(bytes, 0, buffer, ValueLayout.JAVA_BYTE, 0, bytes.length);
            if (call(() -> (int) accept.invokeExact(handle, buffer, bytes.length)) > 0) {
                add(result);
            }
        }

        @Override
        public List<Utterance> end() {
            add(last);
            return List.copyOf(said);
        }

        private void add(MethodHandle which) {
            String json =
                    call(() ->
                            ((MemorySegment) which.invokeExact(handle))
                                    .getString(0, StandardCharsets.UTF_8));
            JsonNode node = JSON.readTree(json);
            String text = node.path("text").asString("").strip();
            JsonNode heard = node.path("result");
            if (text.isEmpty() || heard.isEmpty()) {
                return;
            }
            double sum = 0;
            for (JsonNode word : heard) {
                sum += word.path("conf").asDouble(0);
            }
            said.add(
                    new Utterance(
                            Duration.ofMillis(
                                    Math.round(heard.get(0).path("start").asDouble(0) * 1_000)),
                            text,
                            Math.clamp(sum / heard.size(), 0, 1)));
        }

        @Override
        public void close() {
            run(() -> {
                freeRecognizer.invokeExact(handle);
            });
            own.close();
        }
    }
}
