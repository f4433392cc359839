package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.generator.annotation.Required;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/**
 * One version of a dataset: its inputs as they were, its rows, its evidence. Written only by the
 * operator.
 */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Plural("syntheticdatasetversions")
@Singular("syntheticdatasetversion")
@ShortNames("sdv")
@Categories(Api.CATEGORY)
@AdditionalSelectableField(jsonPath = ".spec.datasetRef.name")
@AdditionalSelectableField(jsonPath = ".spec.generatorVersion.name")
@AdditionalPrinterColumn(name = "Dataset", jsonPath = ".spec.datasetRef.name")
@AdditionalPrinterColumn(name = "Revision", jsonPath = ".spec.revision", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Why", jsonPath = ".spec.reason")
@AdditionalPrinterColumn(name = "Rows", jsonPath = ".spec.rows", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Generator", jsonPath = ".spec.generatorVersion.name")
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalPrinterColumn(name = "Digest", jsonPath = ".status.manifest.digest", priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
    priority = 1)
@JsonIgnoreProperties(ignoreUnknown = true)
public class SyntheticDatasetVersion
    extends CustomResource<SyntheticDatasetVersionSpec, SyntheticDatasetVersionStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public SyntheticDatasetVersionSpec getSpec() {
    return super.getSpec();
  }
}
