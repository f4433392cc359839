/**
 * A Kubernetes API server in this process. {@link dev.syntheticdata.local.apiserver.LocalApiServer}
 * is the way in; the other types are what it asks of its caller.
 *
 * <p>A request goes through {@code http} (routing, formats) to {@code store} for reads, or to
 * {@code lifecycle} for writes, which uses {@code schema} (defaults, pruning, validation, CEL),
 * {@code patch} and {@code apply} (field ownership).
 */
package dev.syntheticdata.local.apiserver;
