// SPDX-License-Identifier: Apache-2.0
package dev.spanhound.junit;

import java.io.File;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Loads this test class path anew, or a part of it: classes with static state of their own, and libraries left out. */
final class FilteredClassLoader extends URLClassLoader {

    FilteredClassLoader(Predicate<String> fileNames) {
        super(urls(fileNames), ClassLoader.getPlatformClassLoader());
    }

    private static URL[] urls(Predicate<String> fileNames) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> fileNames.test(path.getFileName().toString()))
                .map(FilteredClassLoader::url)
                .toArray(URL[]::new);
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads the class, makes an instance and calls it. What it returns must be of the JDK's own classes. */
    static Object call(Predicate<String> fileNames, Class<? extends Callable<?>> type) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (FilteredClassLoader loader = new FilteredClassLoader(fileNames)) {
            thread.setContextClassLoader(loader);
            Class<?> loaded = loader.loadClass(type.getName());
            return ((Callable<?>) loaded.getDeclaredConstructor().newInstance()).call();
        } finally {
            thread.setContextClassLoader(before);
        }
    }
}
