// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.query;

/** What messages say of a product. */
enum Product {
    JAEGER("Jaeger", 16686, "/api/v3/ or /api/"),
    TEMPO("Tempo", 3200, "/api/"),
    ZIPKIN("Zipkin", 9411, "/api/v2/");

    final String title;
    final int port;
    final String paths;

    /**
     * @param port where its query API listens unless told otherwise
     * @param paths that its query API's paths begin with
     */
    Product(String title, int port, String paths) {
        this.title = title;
        this.port = port;
        this.paths = paths;
    }
}
