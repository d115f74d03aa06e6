package kept.setup;

import java.time.ZoneId;

/// The answers to the five questions, without the password.
public record SetUpForm(
        String name,
        String email,
        String house,
        String from,
        String to,
        String country,
        String zone) {
    static final SetUpForm EMPTY =
            new SetUpForm("", "", "", "09:00", "17:30", "", ZoneId.systemDefault().getId());
}
