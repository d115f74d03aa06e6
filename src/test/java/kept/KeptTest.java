package kept;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import kept.database.TestDatabase;
import kept.outbox.OpenNet;
import kept.voice.LineSetUp;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// Starts the whole program on a fresh database, with a clock that stands still until it is set. Tests that carry it
/// share one program, so each makes its own cast of customers.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = Kept.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "kept.timers=false",
            "kept.outbox=false",
            "kept.channels=false",
            "kept.postgres.throwaway=true",
            "kept.time-zone=Europe/Vienna",
            "kept.mail-address=help@house.example",
            "kept.sip-listen=127.0.0.1:0",
            "kept.public-url=http://localhost:8080"
        })
@ContextConfiguration(initializers = KeptTest.FreshDatabase.class)
@Import({SettableClock.Beans.class, Cast.class, LineSetUp.class, OpenNet.Beans.class})
public @interface KeptTest {
    /// Gives each program a database of its own.
    final class FreshDatabase
            implements ApplicationContextInitializer<ConfigurableApplicationContext> {
        @Override
        public void initialize(ConfigurableApplicationContext context) {
            TestPropertyValues.of("kept.database-url=" + TestDatabase.fresh().secretText())
                    .applyTo(context);
        }
    }
}
