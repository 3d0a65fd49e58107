// SPDX-License-Identifier: Apache-2.0

/**
 * The shop: four services that answer one request, gateway, auth, orders and payment. Plain Java, instrumented by hand
 * with OpenTelemetry's API and with Brave, as a user's services would be. Nothing here knows of Spanhound.
 */
@NullMarked
package dev.spanhound.examples.shop;

import org.jspecify.annotations.NullMarked;
