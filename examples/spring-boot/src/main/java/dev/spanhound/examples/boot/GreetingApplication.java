// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.examples.boot;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A service that greets. Its tracing is Spring Boot's own. */
@SpringBootApplication
@RestController
public class GreetingApplication {

    public static void main(String[] args) {
        SpringApplication.run(GreetingApplication.class, args);
    }

    @GetMapping("/greetings/{name}")
    String greet(@PathVariable String name) {
        return "Hello, " + name;
    }
}
