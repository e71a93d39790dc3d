package io.eseal.inspection;

import java.util.List;
import java.util.stream.Stream;

/** The catalogue of rules, in the order of reports. */
final class Rules {

    static final List<Rule> ALL = Stream.of(
                    DownloadRules.rules(),
                    TrustRules.rules(),
                    PathRules.rules(),
                    StatementRules.rules(),
                    KeyRules.rules(),
                    ValidityRules.rules(),
                    OrderRules.rules(),
                    SubjectRules.rules(),
                    PolicyRules.rules(),
                    ExtensionRules.rules())
            .flatMap(List::stream)
            .toList();

    private Rules() {}
}
