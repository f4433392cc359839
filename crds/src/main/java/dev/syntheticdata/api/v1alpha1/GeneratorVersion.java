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

/** One fit of a generator: its inputs as they were, and its model. Written only by the operator. */
@Group(Api.GROUP)
@Version(Api.VERSION)
@Plural("generatorversions")
@Singular("generatorversion")
@ShortNames("genv")
@Categories(Api.CATEGORY)
@AdditionalSelectableField(jsonPath = ".spec.generatorRef.name")
@AdditionalPrinterColumn(name = "Generator", jsonPath = ".spec.generatorRef.name")
@AdditionalPrinterColumn(name = "Revision", jsonPath = ".spec.revision", type = Type.INTEGER)
@AdditionalPrinterColumn(name = "Phase", jsonPath = ".status.phase")
@AdditionalPrinterColumn(name = "Why", jsonPath = ".spec.reason")
@AdditionalPrinterColumn(name = "Age", jsonPath = ".metadata.creationTimestamp", type = Type.DATE)
@AdditionalPrinterColumn(name = "Model", jsonPath = ".status.model.digest", priority = 1)
@AdditionalPrinterColumn(
    name = "Message",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].message",
    priority = 1)
@JsonIgnoreProperties(ignoreUnknown = true)
public class GeneratorVersion extends CustomResource<GeneratorVersionSpec, GeneratorVersionStatus>
    implements Namespaced {

  private static final long serialVersionUID = 1L;

  @Override
  @Required
  public GeneratorVersionSpec getSpec() {
    return super.getSpec();
  }
}
