package dev.errand.e2e.oracle;

/**
 * What a process uses while it has nothing to do.
 *
 * @param heap bytes in use right after a full collection
 * @param threads of the platform
 * @param files open ones, sockets included
 * @param connections to the database that are not waiting in its pool
 */
public record Resources(long heap, int threads, int files, int connections) {}
