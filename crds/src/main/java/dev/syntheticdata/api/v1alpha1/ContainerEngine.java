package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.crd.generator.annotation.SchemaFrom;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Pattern;
import io.fabric8.generator.annotation.Required;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;
import io.fabric8.kubernetes.api.model.Quantity;
import java.util.List;
import java.util.Map;

/**
 * An engine in an image that is brought. It reads and writes the directories of its contract and is
 * given nothing else: no keys, no token, no row of the holdout.
 *
 * <p>Quantities are texts here: the worker reads this record in its task, and has no class of
 * Kubernetes.
 */
@ValidationRule(
    value =
        "!has(self.env) || self.env.all(one, self.env.exists_one(other, other.name == one.name))",
    message = "names in env must differ from each other")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record ContainerEngine(
    @Required
        @Size(min = 1, max = 512)
        @Pattern("^[^\\s]+$")
        @JsonPropertyDescription(
            "Image of the engine. Named by a digest it is the same for fit and generation, and next"
                + " year; a tag can move, which the card of every dataset then says.")
        String image,
    @JsonPropertyDescription("When the image is pulled, as in a pod. Without it, by its tag.")
        PullPolicy imagePullPolicy,
    @Size(max = 64)
        @JsonPropertyDescription("Program and first arguments. Without them, the image's own.")
        List<String> command,
    @Size(max = 64) @JsonPropertyDescription("Arguments. Without them, the image's own.")
        List<String> args,
    @Size(max = 64)
        @JsonPropertyDescription(
            "Variables with plain values. They are in the resource for all to read: no place for"
                + " secrets.")
        List<Variable> env,
    @JsonPropertyDescription("The format in which the source is handed over. Without it, CSV.")
        Format format,
    @Default("false")
        @JsonPropertyDescription(
            "Whether the engine gives the same rows for the same task. Where it says so, other"
                + " rows are an error; where not, the card of every dataset says that its rows"
                + " cannot be made again.")
        Boolean deterministic,
    @Min(1)
        @JsonPropertyDescription(
            "Number of the user the engine runs as, never root. Without it, the image's.")
        Long runAsUser,
    @JsonPropertyDescription("How it runs when it fits.") Stage fit,
    @JsonPropertyDescription("How it runs when it generates.") Stage generate,
    @JsonPropertyDescription(
            "Size of the disk that worker and engine share in a pod. Without it, 20Gi.")
        @SchemaFrom(type = Quantity.class)
        String dataSizeLimit) {

  private static final String DATA_SIZE = "20Gi";

  /** When an image is pulled. */
  public enum PullPolicy {
    @JsonProperty("Always")
    ALWAYS("Always"),
    @JsonProperty("IfNotPresent")
    IF_NOT_PRESENT("IfNotPresent"),
    @JsonProperty("Never")
    NEVER("Never");

    private final String word;

    PullPolicy(String word) {
      this.word = word;
    }

    /** The word in a pod. */
    public String word() {
      return word;
    }
  }

  /** A variable of the environment. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Variable(
      @Required
          @Size(min = 1, max = 256)
          @Pattern("^[A-Za-z_][A-Za-z0-9_]*$")
          @JsonPropertyDescription("Its name.")
          String name,
      @Required @Size(max = 4096) @JsonPropertyDescription("Its value.") String value) {}

  /** How the engine runs in one of its tasks. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Stage(
      @JsonPropertyDescription(
              "Compute resources of the engine. Without them, those of the worker.")
          @SchemaFrom(type = Resources.class)
          Map<String, Map<String, String>> resources,
      @Min(60)
          @Max(604800)
          @JsonPropertyDescription(
              "Seconds after which the Job is stopped. Without it, job.activeDeadlineSeconds.")
          Long timeoutSeconds) {}

  /** The disk's size with the default filled in. */
  public String effectiveDataSizeLimit() {
    return dataSizeLimit == null ? DATA_SIZE : dataSizeLimit;
  }

  /** The format of the source with the default filled in. */
  public Format effectiveFormat() {
    return format == null ? Format.CSV : format;
  }

  /** Whether it says that it gives the same bytes for the same task. */
  public boolean claimsDeterminism() {
    return Boolean.TRUE.equals(deterministic);
  }

  /** Whether the image is named by its digest. */
  public boolean namesDigest() {
    return image.contains("@sha256:");
  }

  /** The engine without what only says how it runs. */
  public ContainerEngine essence() {
    return new ContainerEngine(
        image, null, command, args, env, format, deterministic, null, null, null, null);
  }
}
