// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.boot;

import org.springframework.beans.factory.annotation.Value;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.client.RestClient;

/** Greets in other languages, which another service knows. */
@RestController
class TranslatedGreeting {
    private final RestClient translations;

    TranslatedGreeting(RestClient.Builder http, @Value("${translations.url:http://localhost:8081}") String translations) {
        this.translations = http.baseUrl(translations).build();
    }

    @GetMapping("/greetings/{name}/in/{language}")
    String greet(@PathVariable String name, @PathVariable String language) {
        String hello =
                translations.get().uri("/translations/{language}/hello", language).retrieve().body(String.class);
        return hello + ", " + name;
    }
}
