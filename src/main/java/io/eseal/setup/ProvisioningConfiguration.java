package io.eseal.setup;

import io.eseal.security.Groups;
import io.eseal.signin.OidcSettings;
import org.camunda.bpm.engine.impl.plugin.AdministratorAuthorizationPlugin;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.transaction.support.TransactionOperations;

/** Sets up groups, permissions and first users of the engine at the start. */
@Configuration(proxyBeanMethods = false)
class ProvisioningConfiguration {

    @Bean
    static AdministratorAuthorizationPlugin administratorAuthorizationPlugin() {
        var plugin = new AdministratorAuthorizationPlugin();
        plugin.setAdministratorGroupName(Groups.ADMINISTRATORS);
        return plugin;
    }

    /**
     * Creates groups, permissions and, without an OpenID provider, users before the first call can arrive; takes away
     * before what the demo permitted on the same database.
     */
    @Bean
    SmartInitializingSingleton provisionAtStart(
            Provisioning provisioning,
            DemoPermissions ofTheDemo,
            EarlierDemo earlier,
            UserProvisioning users,
            OidcSettings oidc,
            TransactionOperations transaction) {
        return () -> {
            transaction.executeWithoutResult(status -> {
                if (!oidc.on()) {
                    earlier.record();
                }
                ofTheDemo.remove();
            });
            provisioning.provision();
            if (!oidc.on()) {
                transaction.executeWithoutResult(status -> users.ensure());
            }
        };
    }
}
