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

    /** Creates groups, permissions and, without an OpenID provider, users before the first call can arrive. */
    @Bean
    SmartInitializingSingleton provisionAtStart(
            Provisioning provisioning,
            EarlierDemo earlier,
            UserProvisioning users,
            OidcSettings oidc,
            TransactionOperations transaction) {
        return () -> {
            provisioning.provision();
            if (!oidc.on()) {
                transaction.executeWithoutResult(status -> {
                    earlier.record();
                    users.ensure();
                });
            }
        };
    }
}
