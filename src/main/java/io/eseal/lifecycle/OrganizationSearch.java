package io.eseal.lifecycle;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Lets organisations be found by their names whose requests an older version of the service wrote, while nodes were
 * replaced: it knows nothing of the column. The node that is replaced last finds them all.
 */
@Component
class OrganizationSearch {

    private static final Logger log = LoggerFactory.getLogger(OrganizationSearch.class);

    private final DataSource database;

    OrganizationSearch(DataSource database) {
        this.database = database;
    }

    @EventListener(ApplicationReadyEvent.class)
    void fill() {
        try (Connection connection = database.getConnection()) {
            int filled = OrganizationSearchColumn.fill(connection);
            if (filled > 0) {
                log.info("{} requests of an older version are found by their organisation's name now.", filled);
            }
        } catch (SQLException e) {
            log.warn(
                    "Requests of an older version are found by the lower case of their organisation's name alone"
                            + " until the next start: {}",
                    e.getMessage());
        }
    }
}
