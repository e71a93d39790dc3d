package io.eseal.permissions;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** One row of the table: these methods of these addresses, and what each person gets of them. */
record Row(Set<String> methods, PathPattern pattern, Map<Person, Access> access) {

    /** The most telling first: the narrower address, then the row that names its methods. */
    static final Comparator<Row> NARROWEST = Comparator.comparing(Row::pattern, PathPattern.SPECIFICITY_COMPARATOR)
            .thenComparing(row -> row.methods.isEmpty());

    static Row of(List<String> cells) {
        Map<Person, Access> access = new EnumMap<>(Person.class);
        Person.ALL.forEach(person -> access.put(person, Access.of(cells.get(2 + Person.ALL.indexOf(person)))));
        return new Row(
                cells.get(0).equals("*") ? Set.of() : Set.of(cells.get(0).split(" ")),
                PathPatternParser.defaultInstance.parse(path(cells.get(1).replace("`", ""))),
                access);
    }

    /** A row of all addresses speaks of the route of that name alone, or nothing would ever lack its row. */
    boolean covers(Route route) {
        if (pattern.getPatternString().equals("/**") && !route.template().equals("/**")) {
            return false;
        }
        return (methods.isEmpty() || methods.contains(route.method()))
                && pattern.matches(PathContainer.parsePath(path(route.inTable())));
    }

    private static String path(String address) {
        return address.startsWith(Route.ENGINE) ? "/" + address : address;
    }

    @Override
    public String toString() {
        return (methods.isEmpty() ? "*" : String.join(" ", methods)) + " " + pattern;
    }
}
