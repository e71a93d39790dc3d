package io.eseal.cluster;

import com.zaxxer.hikari.HikariDataSource;
import java.util.Map;
import java.util.Properties;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.stereotype.Component;

/**
 * Bounds how long a connection to PostgreSQL keeps silent, in seconds: without this a server that vanished, and not
 * only ended, holds whoever asked it until the operating system gives up, after a quarter of an hour. What the address
 * or {@code spring.datasource.hikari.data-source-properties} say goes first.
 */
@Component
class ConnectionLimits implements BeanPostProcessor {

    // The longest statement that people wait for takes a second; a clean-up of history some.
    static final Map<String, String> LIMITS =
            Map.of("connectTimeout", "5", "socketTimeout", "60", "tcpKeepAlive", "true");

    @Override
    public Object postProcessBeforeInitialization(Object bean, String name) {
        if (bean instanceof HikariDataSource pool
                && pool.getJdbcUrl() != null
                && DatabaseDriver.fromJdbcUrl(pool.getJdbcUrl()) == DatabaseDriver.POSTGRESQL) {
            Properties given = pool.getDataSourceProperties();
            LIMITS.forEach((limit, value) -> {
                // The driver lets properties go before the address.
                if (!given.containsKey(limit) && !pool.getJdbcUrl().contains(limit + "=")) {
                    pool.addDataSourceProperty(limit, value);
                }
            });
        }
        return bean;
    }
}
