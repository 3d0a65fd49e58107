// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.gateway;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.web.client.RestTemplateBuilder;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.HttpStatusCodeException;
import org.springframework.web.client.RestTemplate;

/** Sends each request for an order on to auth, and answers what comes back. */
@RestController
class OrderController {
    private final RestTemplate http;
    private final String auth;

    /**
     * With {@code BROKEN=context}, calls to auth leave without the headers of the trace: Spring Boot instruments what its
     * builder builds, and nothing else.
     */
    OrderController(
            RestTemplateBuilder builder, @Value("${broken:}") String broken, @Value("${auth.url}") String auth) {
        this.http = broken.equals("context") ? new RestTemplate() : builder.build();
        this.auth = auth;
    }

    @GetMapping("/orders/{id}")
    ResponseEntity<byte[]> order(@PathVariable int id) {
        try {
            byte[] body = http.getForObject(auth + "/orders/{id}", byte[].class, id);
            return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
        } catch (HttpStatusCodeException e) {
            return ResponseEntity.status(e.getStatusCode())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(e.getResponseBodyAsByteArray());
        }
    }
}
