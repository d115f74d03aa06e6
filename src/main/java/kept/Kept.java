package kept;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// The program.
@SpringBootApplication
public class Kept {
    public static void main(String[] arguments) {
        SpringApplication.run(Kept.class, arguments);
    }
}
