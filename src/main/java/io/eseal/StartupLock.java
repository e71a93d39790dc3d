package io.eseal;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.BeanCreationException;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextRefreshedEvent;
import org.springframework.stereotype.Component;

/**
 * Nodes on one PostgreSQL start one after the other: the engine creates its tables, deploys the process and is given
 * groups and filters without a thought of another node that does the same. Held from the moment the database is known,
 * before anything can be written to it, until all is set up; an H2 belongs to one process anyway.
 */
@Component
class StartupLock implements BeanPostProcessor, ApplicationListener<ContextRefreshedEvent> {

    private static final Logger log = LoggerFactory.getLogger(StartupLock.class);
    // Any number that nobody else locks in this database: "eseal" as letters.
    private static final long KEY = 0x657365616CL;

    private @Nullable Connection held;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) throws BeansException {
        if (held == null && bean instanceof DataSource dataSource) {
            try {
                hold(dataSource);
            } catch (SQLException e) {
                throw new BeanCreationException(name, "The database cannot be reached: " + e.getMessage(), e);
            }
        }
        return bean;
    }

    @Override
    public void onApplicationEvent(ContextRefreshedEvent ready) {
        if (held != null) {
            try (Connection done = held) {
                held = null;
                done.rollback();
            } catch (SQLException e) {
                // The lock went with the connection.
                log.info("The database ended the connection that kept other nodes from starting: {}", e.getMessage());
            }
        }
    }

    /** The database itself lets go when this process ends. */
    private void hold(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        if (DatabaseDriver.fromProductName(connection.getMetaData().getDatabaseProductName())
                != DatabaseDriver.POSTGRESQL) {
            connection.close();
            return;
        }
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + KEY + ")");
        }
        held = connection;
    }
}
