// SPDX-License-Identifier: Apache-2.0
/**
 * Conditions of the OpenTelemetry Transformation Language on resources, scopes, spans and span events, decided as the
 * Collector's contrib v0.162 decides them. Knows the model of a span, and no configuration, pipeline or processor.
 *
 * <p>Where it differs, because OpenTelemetry's {@code SpanData} or Java cannot say it:
 *
 * <ul>
 *   <li>Attributes that arrive as maps, as lists of several types or as bytes are text here: JSON, or Base64. Keys into
 *       them fail, and {@code IsMap}, {@code IsList} and comparisons see a string. Attributes without a value are missing.
 *   <li>{@code flags} has the lowest 8 bits. A span without a kind is internal. A status is unset, ok or error.
 *   <li>{@code trace_state} is written anew from its entries; one that is malformed is empty.
 *   <li>{@code dropped_attributes_count} of resources and scopes is 0.
 *   <li>{@code otelcol} paths are refused when a condition is read.
 *   <li>Text is valid Unicode: {@code Substring} through a character gives U+FFFD for the half.
 *   <li>Times are in UTC where the Collector takes its local zone, and those beyond Java's range are errors.
 *   <li>{@code ParseXML} refuses what XML forbids, such as two attributes of one name, and elements nested more than 500
 *       levels deep; it has spaces for line ends and tabs within attributes, and reads nothing before the first tag.
 *   <li>Parentheses, brackets and braces may be nested 100 levels deep.
 *   <li>These functions are refused by name: ConvertAttributesToElementsXML, ConvertTextToElementsXML,
 *       ExtractGrokPatterns, GetXML, InsertXML, ParseSimplifiedXML, RemoveXML, UserAgent, and those with lambda
 *       expressions, which need a feature gate that is off by default.
 * </ul>
 */
@NullMarked
package dev.spanhound.collector.ottl;

import org.jspecify.annotations.NullMarked;
