// SPDX-License-Identifier: Apache-2.0

package ottl

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// nested draws conditions that nest everything in everything.
func nested(count int) (all []string) {
	r := tree{rand.New(rand.NewPCG(162, 5))}
	for range count {
		all = append(all, r.condition(3))
	}
	return all
}

type tree struct{ *rand.Rand }

func (t tree) one(of ...string) string { return of[t.IntN(len(of))] }

func (t tree) condition(depth int) string {
	if depth == 0 {
		return t.comparison(1)
	}
	switch t.IntN(8) {
	case 0, 1:
		return t.condition(depth-1) + " and " + t.condition(depth-1)
	case 2, 3:
		return t.condition(depth-1) + " or " + t.condition(depth-1)
	case 4:
		return "not (" + t.condition(depth-1) + ")"
	case 5:
		return "(" + t.condition(depth-1) + ")"
	case 6:
		return t.test()
	default:
		return t.comparison(depth)
	}
}

func (t tree) comparison(depth int) string {
	operator := t.one(operators...)
	switch t.IntN(3) {
	case 0:
		return t.number(depth) + " " + operator + " " + t.number(depth)
	case 1:
		return t.text(depth) + " " + operator + " " + t.text(depth)
	default:
		return t.one(operands...) + " " + operator + " " + t.one(operands...)
	}
}

func (t tree) test() string {
	switch t.IntN(6) {
	case 0:
		return "IsRootSpan()"
	case 1:
		return fmt.Sprintf("IsMatch(%s, \"%s\")", t.text(1), t.one("^G", "l+", "[0-9]", "o$", "."))
	case 2:
		return fmt.Sprintf("%s(%s)", t.one(predicates[:7]...), t.one(operands...))
	case 3:
		return fmt.Sprintf("%s(%s, %s)", t.one("HasPrefix", "HasSuffix"), t.text(1), t.text(0))
	case 4:
		return fmt.Sprintf("ContainsValue([%s, %s], %s)", t.number(0), t.text(0), t.one(t.number(0), t.text(0)))
	default:
		return t.one("true", "false")
	}
}

func (t tree) number(depth int) string {
	if depth == 0 {
		return t.one("0", "1", "5", "2.5", `attributes["i"]`, `attributes["d"]`, `attributes["num"]`, "kind", "status.code", "dropped_attributes_count")
	}
	switch t.IntN(6) {
	case 0, 1:
		return fmt.Sprintf("%s %s %s", t.number(depth-1), t.one("+", "-", "*", "/"), t.number(depth-1))
	case 2:
		return fmt.Sprintf("(%s %s %s)", t.number(depth-1), t.one("+", "-", "*", "/"), t.number(depth-1))
	case 3:
		return fmt.Sprintf("%s(%s)", t.one("Int", "Double", "Len"), t.one(t.number(depth-1), t.text(depth-1)))
	case 4:
		return "-" + t.number(0)
	default:
		return t.number(0)
	}
}

func (t tree) text(depth int) string {
	if depth == 0 {
		return t.one(`"Hello"`, `"5"`, `""`, `"G"`, `attributes["s"]`, `attributes["num"]`, `attributes["m"]["k"]`, "name", "kind.string", `resource.attributes["service.name"]`, "trace_id.string", `attributes["l"][2]`)
	}
	switch t.IntN(6) {
	case 0:
		var parts []string
		for range 1 + t.IntN(3) {
			parts = append(parts, t.one(t.text(depth-1), t.number(0)))
		}
		return fmt.Sprintf("Concat([%s], %s)", strings.Join(parts, ", "), t.one(`"-"`, `""`))
	case 1:
		return fmt.Sprintf("%s(%s)", t.one("ToUpperCase", "ToLowerCase", "Trim", "String"), t.text(depth-1))
	case 2:
		return fmt.Sprintf("Substring(%s, %d, %d)", t.text(depth-1), t.IntN(3), t.IntN(4))
	case 3:
		return fmt.Sprintf(`Split(%s, "l")[%d]`, t.text(depth-1), t.IntN(2))
	case 4:
		return fmt.Sprintf("String(%s)", t.number(depth-1))
	default:
		return t.text(0)
	}
}
