package io.eseal.setup;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Settings of the database, beside those of Spring.
 *
 * @param allowH2 whether production takes an H2 database, in a file that writes at each commit: only where one node
 *     without backups under way is enough
 */
@ConfigurationProperties(DatabaseSettings.PREFIX)
record DatabaseSettings(@DefaultValue("false") boolean allowH2) {

    static final String PREFIX = "eseal";

    /** Returns the settings before there is an application context. */
    static DatabaseSettings of(Environment environment) {
        return Binder.get(environment).bindOrCreate(PREFIX, DatabaseSettings.class);
    }
}
