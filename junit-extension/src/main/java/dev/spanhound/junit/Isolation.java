// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

/**
 * Which tests share a trace backend. Under either a test sees its own trace only: sharing costs nothing but the
 * services' common address.
 */
public enum Isolation {
    /** One backend for all test classes of this JVM, closed when the last test has ended. */
    SHARED,
    /** A backend for the top-level test class and its nested classes, closed after them. */
    PER_CLASS
}
