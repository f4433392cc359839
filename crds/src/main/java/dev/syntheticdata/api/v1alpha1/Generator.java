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

/** Turns real data into a governed model that datasets are generated from. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Plural("generators")
@Singular("generator")
@ShortNames("gen")
@Categories(Api.CATEGORY)
@ValidationRule(
    value = "size(self.metadata.name) <= 40",
    message = "metadata.name must be at most 40 characters: names of Jobs are built from it")
@AdditionalSelectableField(jsonPath = ".spec.source.location.bucket")
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status")
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason")
@AdditionalPrinterColumn(name = "Version", jsonPath = ".status.readyVersion.name")
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
    priority = 1)
@JsonIgnoreProperties(ignoreUnknown = true)
public class Generator extends CustomResource<GeneratorSpec, GeneratorStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public GeneratorSpec getSpec() {
    return super.getSpec();
  }
}
