/**
 * The resources of {@code syntheticdata.dev/v1alpha1}.
 *
 * <p>{@link dev.syntheticdata.api.v1alpha1.Generator} and {@link
 * dev.syntheticdata.api.v1alpha1.SyntheticDataset} say what is wanted and are written by people.
 * Each attempt to satisfy them is an immutable {@link
 * dev.syntheticdata.api.v1alpha1.GeneratorVersion} or {@link
 * dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion}, written only by the operator. The
 * descriptions of the CRDs are taken from the annotations here; the committed YAML in {@code crds/}
 * is kept equal to these types by a test.
 */
package dev.syntheticdata.api.v1alpha1;
