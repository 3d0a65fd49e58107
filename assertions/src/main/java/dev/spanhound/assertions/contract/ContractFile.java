// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.assertions.contract;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads a file of cases. A case begins with its name in brackets, and has lines {@code key: value}:
 *
 * <ul>
 *   <li>{@code why}, {@code rule}: a sentence, and where it comes from
 *   <li>{@code level}, {@code strict}, {@code calls}, {@code harness}, {@code note}: see {@link ContractCase}
 *   <li>{@code send: name: value}: a header line, with {@link Escapes}
 *   <li>{@code expect}: what must hold, in the words of {@link Checks}; {@code beyond}: the same, where the W3C's harness
 *       does not check it
 * </ul>
 *
 * <p>Empty lines, and lines that begin with {@code #}, are left out.
 */
final class ContractFile {
    private static final Set<String> KEYS =
            Set.of("why", "rule", "level", "strict", "calls", "harness", "note", "send", "expect", "beyond");

    private final ContractSuite suite;
    private final String name;
    private final List<CaseText> cases = new ArrayList<>();

    private ContractFile(ContractSuite suite) {
        this.suite = suite;
        name = suite.id() + ".cases";
    }

    static List<ContractCase> read(ContractSuite suite) {
        ContractFile file = new ContractFile(suite);
        try (InputStream in = ContractFile.class.getResourceAsStream(file.name)) {
            if (in == null) {
                throw new IllegalStateException(file.name + " is missing beside " + ContractFile.class);
            }
            return file.parse(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<ContractCase> parse(BufferedReader lines) throws IOException {
        int number = 0;
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            number++;
            String place = name + ":" + number;
            if (line.startsWith("[")) {
                cases.add(new CaseText(line.substring(1, line.length() - 1), place, new LinkedHashMap<>()));
            } else if (!line.isEmpty() && !line.startsWith("#")) {
                add(line, place);
            }
        }
        return cases.stream().map(text -> new ContractCase(suite, text)).toList();
    }

    private void add(String line, String place) {
        int colon = line.indexOf(": ");
        String key = colon < 0 ? line : line.substring(0, colon);
        if (!KEYS.contains(key) || cases.isEmpty()) {
            throw new IllegalArgumentException(place + ": " + line + " (expected: one of " + KEYS + " in a case)");
        }
        Map<String, List<String>> values = cases.get(cases.size() - 1).values();
        values.computeIfAbsent(key, any -> new ArrayList<>()).add(line.substring(colon + 2));
    }
}
