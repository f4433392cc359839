package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn.Type;
import io.fabric8.crd.generator.annotation.AdditionalSelectableField;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/** A synthetic dataset that is wanted: from which generator, how good, how current. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Plural("syntheticdatasets")
@Singular("syntheticdataset")
@ShortNames("sds")
@Categories(Api.CATEGORY)
@ValidationRule(
    value = "size(self.metadata.name) <= 40",
    message = "metadata.name must be at most 40 characters: names of Jobs are built from it")
@AdditionalSelectableField(jsonPath = ".spec.generatorRef.name")
@AdditionalSelectableField(jsonPath = ".spec.purpose")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Published", jsonPath = ".status.publishedVersion.name")
@AdditionalPrinterColumn(
    name = "Rows",
    jsonPath = ".status.publishedVersion.rows",
    type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Gates", jsonPath = ".status.gates.summary")
@AdditionalPrinterColumn(
    name = "Fresh",
    jsonPath = ".status.conditions[?(@.type==\"Fresh\")].status")
@AdditionalPrinterColumn(name = "Next-Refresh", jsonPath = ".status.nextRefreshTime")
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalPrinterColumn(
    name = "Digest",
    jsonPath = ".status.publishedVersion.digest",
    priority = 1)
@AdditionalPrinterColumn(name = "URI", jsonPath = ".status.publishedVersion.uri", priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
    priority = 1)
@JsonIgnoreProperties(ignoreUnknown = true)
public class SyntheticDataset extends CustomResource<SyntheticDatasetSpec, SyntheticDatasetStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public SyntheticDatasetSpec getSpec() {
    return super.getSpec();
  }
}
