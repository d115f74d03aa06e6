package kept.setup;

import java.time.ZoneId;
import kept.accounts.Accounts;
import kept.kernel.EmailAddress;
import kept.web.PublicAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// At the first start: makes the owner from the settings, or prints the one-time link with which he makes himself.
@Component
class FirstStart implements ApplicationRunner {
    private final Accounts accounts;
    private final PublicAddress address;
    private final TransactionOperations transaction;
    private final String email;
    private final String password;
    private final String token;
    private final String zone;
    private final boolean serves;

    FirstStart(
            Accounts accounts,
            PublicAddress address,
            TransactionOperations transaction,
            @Value("${kept.owner-email:}") String email,
            @Value("${kept.owner-password:}") String password,
            @Value("${kept.api-token:}") String token,
            @Value("${kept.time-zone:}") String zone,
            @Value("${kept.serves:true}") boolean serves) {
        this.accounts = accounts;
        this.address = address;
        this.transaction = transaction;
        this.email = email;
        this.password = password;
        this.token = token;
        this.zone = zone;
        this.serves = serves;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!serves) {
            return;
        }
        if (accounts.isNew() && !email.isBlank()) {
            transaction.executeWithoutResult(_ -> {
                var owner =
                        accounts.firstOwner(
                                nameFrom(email),
                                EmailAddress.of(email),
                                password,
                                zone.isBlank() ? ZoneId.systemDefault() : ZoneId.of(zone));
                if (!token.isBlank()) {
                    accounts.takeToken(owner, token);
                }
            });
        }
        System.out.println("Kept is ready at " + address.link("/"));
        if (accounts.isNew()) {
            System.out.println(
                    "Set up your house here (the link works once, for seven days): "
                            + address.link(accounts.setUpLink()));
        }
    }

    private static String nameFrom(String email) {
        String local = email.substring(0, email.indexOf('@')).replaceAll("[._-]+", " ").strip();
        return local.isEmpty()
                ? "Owner"
                : Character.toUpperCase(local.charAt(0)) + local.substring(1);
    }
}
