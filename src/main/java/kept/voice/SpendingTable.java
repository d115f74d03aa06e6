package kept.voice;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class SpendingTable {
    private final JdbcClient jdbc;

    SpendingTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    BigDecimal spent(LocalDate day) {
        return jdbc.sql("select coalesce(sum(spent), 0) from call_spending where day = ?")
                .param(day)
                .query(BigDecimal.class)
                .single();
    }

    /// Adds an amount, or takes back what was not needed.
    void add(LocalDate day, BigDecimal amount) {
        jdbc.sql(
                        """
                        insert into call_spending (day, spent) values (?, ?)
                            on conflict (day) do update set spent = call_spending.spent + excluded.spent
                        """)
                .params(day, amount)
                .update();
    }

    /// Adds it only if the day then holds no more than `most`; programs that do so at once wait for each other's row.
    boolean addUpTo(LocalDate day, BigDecimal amount, BigDecimal most) {
        add(day, BigDecimal.ZERO);
        return jdbc.sql(
                                "update call_spending set spent = spent + ? where day = ? and spent + ? <= ?")
                        .params(amount, day, amount, most)
                        .update()
                == 1;
    }
}
