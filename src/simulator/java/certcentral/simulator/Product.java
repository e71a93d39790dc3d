package certcentral.simulator;

import java.util.List;
import java.util.Map;

/** The only product that the simulated account can order. */
@VendorJson
record Product(
        String groupName,
        String nameId,
        String name,
        String type,
        String validationType,
        List<Integer> allowedValidityYears,
        List<Integer> allowedOrderValidityYears,
        Map<String, Object> signatureHashTypes,
        boolean csrRequired,
        boolean duplicatesAllowed,
        boolean customExpirationDateAllowed) {

    static final String NAME_ID = "eu_eseal";
    static final String NAME = "EU Qualified eSeal";

    static Product eseal() {
        List<Integer> years = List.of(1, 2, 3);
        return new Product(
                "eu_eidas",
                NAME_ID,
                NAME,
                "eseal",
                "ov",
                years,
                years,
                Map.of(
                        "allowed_hash_types",
                        List.of(Map.of("id", "sha256", "name", "sha256")),
                        "default_hash_type_id",
                        "sha256"),
                false,
                false,
                true);
    }
}
