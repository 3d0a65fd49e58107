// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.boot;

import java.net.URI;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** The relay endpoint of a propagation contract: POSTs the arguments of each call to its URL, and then answers. */
@RestController
class RelayController {
    private final RestClient http;

    /** Takes Spring Boot's builder: a client that is made without it sends no context. */
    RelayController(RestClient.Builder http) {
        this.http = http.build();
    }

    record Call(URI url, List<Object> arguments) {}

    @PostMapping("/relay")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void relay(@RequestBody List<Call> calls) {
        for (Call call : calls) {
            http.post()
                    .uri(call.url())
                    .contentType(MediaType.APPLICATION_JSON)
                    .body(call.arguments())
                    .retrieve()
                    .toBodilessEntity();
        }
    }
}
