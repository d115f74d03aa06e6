package kept.catcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguagesTest {
    private final Catcher catcher = OwnSet.catcher();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Wir rufen Sie morgen an. | 2026-11-25T17:30",
                "Ich melde mich bis Freitag bei Ihnen. | 2026-11-27T17:30",
                "Der Techniker kommt am Donnerstag um 15 Uhr. | 2026-11-26T15:00",
                "Wir werden Ihnen den Betrag innerhalb von 3 Werktagen erstatten. | 2026-11-27T17:30",
                "Sie erhalten die Rechnung bis Ende der Woche. | 2026-11-27T17:30",
                "Ich schicke Ihnen das Angebot am 3. Dezember. | 2026-12-03T17:30",
                "Wir liefern den Schrank nächste Woche. | 2026-12-04T17:30",
                "In zwei Stunden rufe ich Sie zurück. | 2026-11-24T12:20",
                "Le llamaremos mañana por la mañana. | 2026-11-25T12:00",
                "Recibirá su pedido antes del viernes. | 2026-11-26T17:30",
                "Le enviaré la factura el jueves a las 15:30. | 2026-11-26T15:30",
                "Le devolveremos el importe en un plazo de 3 días hábiles. | 2026-11-27T17:30",
                "Le llamaré en dos horas. | 2026-11-24T12:20",
                "Le enviaremos el contrato el 3 de diciembre. | 2026-12-03T17:30",
                "Nous vous rappellerons demain matin. | 2026-11-25T12:00",
                "Vous recevrez votre colis avant vendredi. | 2026-11-26T17:30",
                "Je vous envoie le devis d'ici jeudi. | 2026-11-26T17:30",
                "Nous vous rembourserons sous 3 jours ouvrés. | 2026-11-27T17:30",
                "Le technicien passera jeudi à 15h. | 2026-11-26T15:00",
                "Nous vous enverrons le contrat le 3 décembre. | 2026-12-03T17:30",
                "Je vous rappelle dans deux heures. | 2026-11-24T12:20"
            })
    void a_word_with_a_time_is_caught(String sentence, String due) {
        assertThat(catcher.in(sentence, OwnSet.SAID))
                .extracting(c ->
                        LocalDateTime.ofInstant(Objects.requireNonNull(c.dueAt()), OwnSet.VIENNA))
                .contains(LocalDateTime.parse(due));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bitte schicken Sie uns das Formular bis Freitag.",
                "Wir haben die Karte am Montag verschickt.",
                "Sind Sie am Freitag zu Hause?",
                "Wir werden nicht vor Freitag kommen.",
                "Der Vertrag endet am 31. Dezember.",
                "Por favor, envíenos el formulario antes del viernes.",
                "La factura se envió el lunes.",
                "El contrato termina el 31 de diciembre.",
                "No podremos ir antes del viernes.",
                "¿Estará usted en casa el jueves?",
                "Merci de nous envoyer le formulaire avant vendredi.",
                "Le colis a été livré lundi.",
                "Le contrat se termine le 31 décembre.",
                "Nous ne pourrons pas venir avant vendredi.",
                "Serez-vous chez vous jeudi ?"
            })
    void a_time_without_a_word_is_left_alone(String sentence) {
        assertThat(catcher.in(sentence, OwnSet.SAID)).isEmpty();
    }
}
