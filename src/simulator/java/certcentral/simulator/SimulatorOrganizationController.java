package certcentral.simulator;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Answers calls about the account's organisations. */
@RestController
@RequestMapping(Operation.BASE + "/organization")
class SimulatorOrganizationController {

    private final SimulatorStore store;

    SimulatorOrganizationController(SimulatorStore store) {
        this.store = store;
    }

    @VendorJson
    record Info(
            long id,
            String status,
            String name,
            String displayName,
            boolean isActive,
            String address,
            String city,
            String state,
            String zip,
            String country,
            String telephone,
            Map<String, Object> container,
            Map<String, Object> organizationContact) {

        static Info of(Organization it) {
            return new Info(
                    it.id(),
                    it.active() ? "active" : "inactive",
                    it.name(),
                    it.name(),
                    it.active(),
                    it.address(),
                    it.city(),
                    it.state(),
                    it.zip(),
                    it.country().toLowerCase(Locale.ROOT),
                    it.telephone(),
                    Map.of("id", 1, "name", "Main"),
                    SimulatedUser.BRIEF);
        }
    }

    record InfoList(List<Info> organizations, Page page) {}

    @VendorJson
    record Validation(
            String type, String name, String description, String dateCreated, String validatedUntil, String status) {

        static final Duration LIFETIME = Duration.ofDays(825);

        static Validation of(Organization it) {
            return new Validation(
                    "ov",
                    "OV",
                    "Normal Organization Validation",
                    Values.utc(it.created()),
                    it.active() ? Values.utc(it.created().plus(LIFETIME)) : null,
                    it.active() ? "active" : "expired");
        }
    }

    record Validations(List<Validation> validations) {}

    @GetMapping("/{id}")
    Info read(@PathVariable String id) {
        return store.read((state, now) -> Info.of(state.organization(id)));
    }

    @GetMapping
    InfoList list(
            @RequestParam(name = "filters[status]", required = false) String status,
            @RequestParam(required = false) String limit,
            @RequestParam(required = false) String offset) {
        return store.read((state, now) -> {
            List<Info> all = state.organizations.values().stream()
                    .map(Info::of)
                    .filter(it -> status == null || it.status().equals(status))
                    .toList();
            Page page = Page.of(all.size(), limit, offset);
            return new InfoList(page.cut(all), page);
        });
    }

    @GetMapping("/{id}/validation")
    Validations validation(@PathVariable String id) {
        return store.read((state, now) -> new Validations(List.of(Validation.of(state.organization(id)))));
    }
}
