// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.collector.ottl;

/**
 * A piece of a condition.
 *
 * @param kind what it is
 * @param text the text; of a string, what it stands for
 * @param position where it starts, in characters from 0
 * @param end where it ends
 */
record Token(Kind kind, String text, int position, int end) {
    /** What a token can be, with the words for it in messages. */
    enum Kind {
        BYTES("bytes"),
        FLOAT("a number"),
        INT("a number"),
        STRING("a string"),
        NIL("nil"),
        NOT("not"),
        OR("or"),
        AND("and"),
        COMPARISON("a comparison (==, !=, <, <=, >, >=)"),
        ARROW("=>"),
        ADD_SUB("+ or -"),
        MULT_DIV("* or /"),
        BOOLEAN("true or false"),
        EQUAL("="),
        OPEN("'('"),
        CLOSE("')'"),
        OPEN_BRACE("'{'"),
        CLOSE_BRACE("'}'"),
        COLON("':'"),
        COMMA("','"),
        DOT("'.'"),
        OPEN_BRACKET("'['"),
        CLOSE_BRACKET("']'"),
        UPPERCASE("a function"),
        LOWERCASE("a path"),
        UNDERSCORE("_"),
        SPACE("white space"),
        END("the end of the condition");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }
}
