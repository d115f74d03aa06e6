package kept.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import kept.calendars.CalendarText;
import kept.calendars.WorkCalendar;
import kept.mail.SharedData;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatcherTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final WorkCalendar HOUSE = house();

    /// A Tuesday, at twenty past ten.
    private static final LocalDateTime SAID = LocalDateTime.of(2026, 11, 24, 10, 20);

    private final Catcher catcher = new Catcher(VIENNA, HOUSE, Locale.ENGLISH);

    private static WorkCalendar house() {
        var hours = List.of("09:00-12:30", "13:00-17:30");
        return new CalendarText(
                        "House",
                        "Europe/Vienna",
                        Map.of(
                                "monday",
                                hours,
                                "tuesday",
                                hours,
                                "wednesday",
                                hours,
                                "thursday",
                                hours,
                                "friday",
                                hours),
                        "AT",
                        null,
                        Map.of(),
                        Map.of())
                .read(UUID.randomUUID());
    }

    private List<Caught> caught(String text) {
        return catcher.in(text, SAID.atZone(VIENNA).toInstant());
    }

    private static @Nullable LocalDateTime local(@Nullable Instant at) {
        return at == null ? null : LocalDateTime.ofInstant(at, VIENNA);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I will call you tomorrow. | 2026-11-25T17:30",
                "I'll call you tomorrow morning. | 2026-11-25T12:00",
                "We will call you tomorrow afternoon. | 2026-11-25T17:00",
                "Somebody will be there tomorrow evening. | 2026-11-25T20:00",
                "We'll look at it today. | 2026-11-24T17:30",
                "I will send it tonight. | 2026-11-24T22:00",
                "You will get the refund by Friday. | 2026-11-27T17:30",
                "The technician will come on Friday at 3pm. | 2026-11-27T15:00",
                "The technician will come at 3 pm on Friday. | 2026-11-27T15:00",
                "We will answer by close of business Thursday. | 2026-11-26T17:30",
                "I will ring you before noon. | 2026-11-24T12:00",
                "We will deliver the chairs next Monday. | 2026-11-30T17:30",
                "It will be mended in 3 days. | 2026-11-27T17:30",
                "I will call you back within two hours. | 2026-11-24T12:20",
                "We will answer within 3 working days. | 2026-11-27T17:30",
                "We will answer within five business days. | 2026-12-01T17:30",
                "Your line will be back in the next 48 hours. | 2026-11-26T10:20",
                "We will come on 25 November. | 2026-11-25T17:30",
                "We will come on the 25th. | 2026-11-25T17:30",
                "You'll have it Nov 25. | 2026-11-25T17:30",
                "You will receive the parcel on 2026-11-25. | 2026-11-25T17:30",
                "It will be delivered on 25/11/2026. | 2026-11-25T17:30",
                "I will call you at 17:30. | 2026-11-24T17:30",
                "You will hear from us by the end of the week. | 2026-11-27T17:30",
                "You will hear from us by the end of the month. | 2026-11-30T17:30",
                "I'll have an answer by end of day. | 2026-11-24T17:30",
                "I'll have an answer by noon. | 2026-11-24T12:00",
                "I will call you in a couple of hours. | 2026-11-24T12:20",
                "I'm going to ring you in half an hour. | 2026-11-24T10:50",
                "We promise to repair it by Wednesday. | 2026-11-25T17:30",
                "I call you on Thursday. | 2026-11-26T17:30",
                "We come tomorrow at 9. | 2026-11-25T09:00",
                "Our technician comes to you tomorrow at 10. | 2026-11-25T10:00",
                "My colleague calls you on Thursday. | 2026-11-26T17:30",
                "You get your money back by Friday. | 2026-11-27T17:30",
                "Our engineer is coming on Thursday between 9 and 11. | 2026-11-26T11:00",
                "Let me get back to you by tomorrow noon. | 2026-11-25T12:00",
                "On Friday, we will call you. | 2026-11-27T17:30",
                "By Friday 4pm you will have the new card. | 2026-11-27T16:00",
                "We will be there first thing tomorrow. | 2026-11-25T10:00",
                "I will write to you the day after tomorrow. | 2026-11-26T17:30",
                "We'll fix this by next week. | 2026-12-04T17:30",
                "The order will ship early next week. | 2026-12-01T17:30",
                "The refund will arrive in 2 to 3 working days. | 2026-11-27T17:30",
                "It will take effect within the hour, we will tell you. | 2026-11-24T11:20",
                "I will let you know no later than Thursday. | 2026-11-26T17:30",
                "We will have it done in a week. | 2026-12-01T17:30",
                "You can expect our call in two weeks' time. | 2026-12-08T18:00",
                "Your visit is booked for Friday, 27 November at 8:30. | 2026-11-27T08:30",
                "Rest assured, we'll sort this out by Monday. | 2026-11-30T17:30",
                "Your order ships tomorrow. | 2026-11-25T17:30",
                "I've scheduled the technician for Friday at 10am. | 2026-11-27T10:00",
                "I will make sure of it by tomorrow EOD. | 2026-11-25T17:30",
                "I will check and reply this afternoon. | 2026-11-24T17:00",
                "We shall return it on December 3rd, 2026. | 2026-12-03T17:30",
                "The technician will arrive at 3.30 p.m. tomorrow. | 2026-11-25T15:30",
                "We'll call you at half past four. | 2026-11-24T16:30",
                "I will finish it before Friday. | 2026-11-26T17:30",
                "We will call you by 5 on Thursday. | 2026-11-26T17:00",
                "Someone will ring within 24 hrs. | 2026-11-25T10:20",
                "Your money will be back within one and a half hours. | 2026-11-24T11:50",
                "I have looked at your invoice of 3 March and will send a new one tomorrow. | 2026-11-25T17:30",
                "I am sorry you were cut off on Monday, and we will measure your line by Thursday. | 2026-11-26T17:30",
                "If you send us the meter reading, we will correct the bill by Friday. | 2026-11-27T17:30"
            })
    void a_word_with_a_time_is_caught(String sentence, String due) {
        assertThat(caught(sentence))
                .extracting(c -> local(c.dueAt()))
                .contains(LocalDateTime.parse(due));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Your invoice of 3 March is attached.",
                "You have been waiting since Monday.",
                "Did it stop on Friday?",
                "Will you be at home on Friday?",
                "Please send us the form by Friday.",
                "If you pay by Friday, we will waive the fee.",
                "We will waive the fee if you pay by Friday.",
                "We will not be able to come tomorrow.",
                "We won't call you before Friday.",
                "I spoke to you on Friday.",
                "I called you yesterday at 3pm.",
                "You wrote to us on 20 November and we will look into it.",
                "We will look at the order you placed on Friday.",
                "The shop is open from Monday to Friday.",
                "We are here 24/7.",
                "You will need to send us the form by Friday.",
                "Can you call me tomorrow?",
                "We would have called you tomorrow.",
                "You could come tomorrow.",
                "Version 2.1 will replace 2.0.",
                "We moved to the 2nd floor and will stay.",
                "It was delivered on 12/11/2026.",
                "The letter dated 3 May will be used.",
                "We will be happy to help.",
                "Please reply by Friday and we will process it.",
                "You may pay at any time.",
                "Your contract ended on 31 October 2025 and we will miss you."
            })
    void a_time_without_a_word_is_left_alone(String sentence) {
        assertThat(caught(sentence)).filteredOn(c -> !c.undated()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "We will get back to you soon.",
                "I will call you as soon as possible.",
                "You will hear from us shortly.",
                "I'll send it asap.",
                "We will look at it right away.",
                "I will tell you as soon as there is news."
            })
    void soon_is_asked_for_a_date(String sentence) {
        assertThat(caught(sentence))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.undated()).isTrue();
                    assertThat(c.dueAt()).isNull();
                });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "I will call you tomorrow. | callback",
                "The technician will come tomorrow. | visit",
                "You will get the refund tomorrow. | refund",
                "We will deliver the chairs tomorrow. | delivery",
                "I will let you know tomorrow. | answer",
                "It will be mended tomorrow. | promise"
            })
    void the_kind_is_guessed_from_the_words(String sentence, String kind) {
        assertThat(caught(sentence)).extracting(Caught::kind).containsExactly(kind);
    }

    @Test
    void the_marks_point_at_the_words_that_name_the_time() {
        String text =
                "Hello Meera,\nsorry for the trouble. We’ll call you by Friday at 3pm, as agreed.\n\nBest wishes\nAsha";
        assertThat(caught(text))
                .singleElement()
                .satisfies(c -> {
                    assertThat(text.substring(c.start(), c.end())).isEqualTo("by Friday at 3pm");
                    assertThat(c.sentence())
                            .isEqualTo("We’ll call you by Friday at 3pm, as agreed.");
                });
    }

    @Test
    void the_day_comes_first_except_in_the_united_states() {
        String text = "We will come on 05/12/2026.";
        Instant said = SAID.atZone(VIENNA).toInstant();
        assertThat(local(catcher.in(text, said).getFirst().dueAt())).isEqualTo("2026-12-05T18:00");
        var american = new Catcher(VIENNA, HOUSE, Locale.US);
        assertThat(american.in("We will come on 12/05/2026.", said).getFirst().dueAt())
                .isEqualTo(catcher.in(text, said).getFirst().dueAt());
    }

    @Test
    void a_long_and_hostile_text_takes_no_longer_than_its_length_allows() {
        String[] hostile = {
            "in in in by by on ".repeat(5_000),
            "1 to 2 to 3 ".repeat(6_000),
            "we will ".repeat(9_000),
            "1234567890".repeat(8_000),
            "the next the next ".repeat(4_000),
            "a".repeat(90_000),
            "monday, ".repeat(9_000),
            "half an half an ".repeat(5_000),
            "we will come by 1.".repeat(5_000),
            "\n".repeat(90_000)
        };
        long start = System.nanoTime();
        for (String text : hostile) {
            catcher.in(text, SAID.atZone(VIENNA).toInstant());
            catcher.in("We will come " + text + " tomorrow.", SAID.atZone(VIENNA).toInstant());
        }
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
    }

    /// Measures against cases of others.
    @ParameterizedTest
    @ValueSource(strings = {"DateParser", "DateTimeParser"})
    void times_of_the_recognizers_specs_are_read(String name) throws Exception {
        var cases =
                RecognizersSpecs.run(SharedData.folder("recognizers-text-specs"), "English", name);
        long right = cases.stream().filter(RecognizersSpecs.Case::right).count();
        System.out.printf("recognizers-text %s: %d of %d exact%n", name, right, cases.size());
        assertThat(right).isGreaterThan(Math.round(0.85 * cases.size()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "Once you send the photo, we come on Friday. | we | you send the photo",
                "We will refund you by Friday if you return the router. | we | you return the router",
                "As soon as we have your signed form, I will activate it tomorrow. | I | we have your signed form",
                "I'll call you tomorrow at 10. | I | -",
                "Our technician will come on Friday at 3pm. | Our technician | -",
                "My colleague will call you tomorrow. | My colleague | -",
                "You will get the refund by Friday. | we | -",
                "If you have any questions, I will answer them tomorrow. | I | -"
            })
    void by_whom_and_on_what_condition_is_told(
            String sentence, String by, @Nullable String condition) {
        assertThat(caught(sentence))
                .singleElement()
                .satisfies(c -> {
                    assertThat(c.by()).isEqualTo(by);
                    assertThat(c.condition()).isEqualTo(condition);
                });
    }
}
