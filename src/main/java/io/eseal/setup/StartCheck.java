package io.eseal.setup;

import io.eseal.connection.SafeAddress;
import io.eseal.signin.OidcSettings;
import io.eseal.trust.TrustSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.event.ApplicationEnvironmentPreparedEvent;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationListener;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.util.StringUtils;

/** Refuses a start with settings that would fail later, before the service connects to anything. */
public class StartCheck implements ApplicationListener<ApplicationEnvironmentPreparedEvent> {

    private static final int HIGHEST_PORT = 65_535;
    private static final int LONGEST_SHOWN = 40;

    @Override
    public void onApplicationEvent(ApplicationEnvironmentPreparedEvent event) {
        var findings = findings(event.getEnvironment());
        if (!findings.isEmpty()) {
            throw new StartRefusedException(findings);
        }
    }

    /** Returns one sentence for each setting that is missing or wrong; an empty list permits the start. */
    static List<String> findings(Environment settings) {
        var findings = new ArrayList<String>();
        TrustSettings trust = Binder.get(settings).bindOrCreate("eseal.trust", TrustSettings.class);
        if (!settings.acceptsProfiles(Profiles.of("demo"))) {
            if (!StringUtils.hasText(settings.getProperty("certcentral.api-key"))) {
                findings.add("CERTCENTRAL_API_KEY is not set: give the API key of your CertCentral account, "
                        + "or start the demo with SPRING_PROFILES_ACTIVE=demo.");
            }
            if (!StringUtils.hasText(settings.getProperty("spring.datasource.url"))) {
                findings.add("SPRING_DATASOURCE_URL is not set: give the JDBC address of the database, "
                        + "or start the demo with SPRING_PROFILES_ACTIVE=demo.");
            }
            if (settings.getProperty("spring.datasource.url", "").strip().startsWith("jdbc:h2:")
                    && !DatabaseSettings.of(settings).allowH2()) {
                findings.add(ProductionDatabase.H2_REFUSED);
            }
            findings.addAll(trust.findings());
        } else {
            findings.addAll(trust.anchorFindings());
        }
        if (settings.acceptsProfiles(Profiles.of("demo"))
                && !StringUtils.hasText(settings.getProperty("certcentral.base-url"))) {
            findings.add("CERTCENTRAL_BASE_URL is not set: start the stand-in for CertCentral with "
                    + "`java -jar eseal-orchestrator-simulator.jar` and give the address that it prints, "
                    + "or start both with `mvn spring-boot:run`.");
        }
        DatabaseAddress.finding(settings).ifPresent(findings::add);
        port(settings, "server.port", "SERVER_PORT").ifPresent(findings::add);
        port(settings, "management.server.port", "MANAGEMENT_SERVER_PORT").ifPresent(findings::add);
        findings.addAll(CertCentralAddress.findings(settings));
        if (StringUtils.hasText(settings.getProperty("spring.mail.host"))
                && !StringUtils.hasText(settings.getProperty("eseal.notification.base-url"))) {
            findings.add("ESEAL_NOTIFICATION_BASE_URL is not set though SPRING_MAIL_HOST is: "
                    + "give the address under which people reach this service, such as https://seals.example.org; mails "
                    + "lead there.");
        }
        var oidc = Binder.get(settings).bindOrCreate("eseal.security.oidc", OidcSettings.class);
        findings.addAll(oidc.findings());
        if (oidc.on() && !SafeAddress.isOne(oidc.issuer())) {
            findings.add("ESEAL_SECURITY_OIDC_ISSUER is '" + oidc.issuer().replaceAll("//[^/]*@", "//…@")
                    + "': the client secret travels over https only, plain http is accepted on loopback alone.");
        }
        if (oidc.on()
                && !settings.acceptsProfiles(Profiles.of("demo"))
                && !StringUtils.hasText(settings.getProperty("eseal.base-url"))) {
            findings.add(
                    "ESEAL_BASE_URL is not set though ESEAL_SECURITY_OIDC_ISSUER is: give the address under which people "
                            + "reach this service, "
                            + "such as https://seals.example.org; else each call's Host says where the provider sends people back to.");
        }
        return findings;
    }

    /** Returns one sentence for a value that is no port; -1 is accepted and means that the service does not listen. */
    private static Optional<String> port(Environment settings, String key, String name) {
        String port = settings.getProperty(key, "").strip();
        return port.isEmpty() || port.matches("-1|0*[0-9]{1,5}") && Integer.parseInt(port) <= HIGHEST_PORT
                ? Optional.empty()
                : Optional.of(name + " is '" + printable(port) + "': give a port from 0 to " + HIGHEST_PORT + ".");
    }

    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "_");
        return line.length() > LONGEST_SHOWN ? line.substring(0, LONGEST_SHOWN) + "…" : line;
    }
}
