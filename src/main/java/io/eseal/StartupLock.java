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
 * Lets the nodes that share one PostgreSQL database start one after the other: while a node starts, the engine creates
 * tables, deploys the process and receives groups and filters, and none of these steps expects a second node that does
 * the same. Holds an advisory lock from the moment the data source exists until the application context is complete.
 * Takes no lock on H2, which only one process opens.
 */
@Component
class StartupLock implements BeanPostProcessor, ApplicationListener<ContextRefreshedEvent> {

    private static final Logger log = LoggerFactory.getLogger(StartupLock.class);
    // "eseal" as ASCII: no other program locks this number in the database.
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
                // PostgreSQL releases the lock when the connection ends.
                log.info("The database ended the connection that kept other nodes from starting: {}", e.getMessage());
            }
        }
    }

    /** Takes the lock on a connection of its own; PostgreSQL releases it when this process ends. */
    private void hold(DataSource dataSource) throws SQLException {
        Connection connection = dataSource.getConnection();
        if (DatabaseDriver.fromProductName(connection.getMetaData().getDatabaseProductName())
                != DatabaseDriver.POSTGRESQL) {
            connection.close();
            return;
        }
        connection.setAutoCommit(false);
        // The start of another node may take minutes.
        connection.setNetworkTimeout(Runnable::run, 0);
        try (Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_xact_lock(" + KEY + ")");
        }
        held = connection;
    }
}
