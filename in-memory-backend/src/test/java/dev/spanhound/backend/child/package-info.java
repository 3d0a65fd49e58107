// SPDX-License-Identifier: Apache-2.0
/** Programs that the integration tests run in JVMs of their own, with the published jar. */
package dev.spanhound.backend.child;
