package dev.syntheticdata.api.v1alpha1;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.fabric8.generator.annotation.Default;
import io.fabric8.generator.annotation.Max;
import io.fabric8.generator.annotation.Min;
import io.fabric8.generator.annotation.Size;
import io.fabric8.generator.annotation.ValidationRule;

/** When a dataset is made anew although its spec has not changed. */
@ValidationRule(
    value = "has(self.schedule) || !(has(self.timeZone) || has(self.jitterSeconds))",
    message = "timeZone and jitterSeconds need a schedule")
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonIgnoreProperties(ignoreUnknown = true)
public record Refresh(
    @Size(min = 1, max = 128)
        @JsonPropertyDescription(
            "Cron expression of five fields (minute, hour, day of month, month, day of week), or"
                + " @hourly, @daily, @weekly, @monthly, @yearly.")
        String schedule,
    @Size(min = 1, max = 64)
        @JsonPropertyDescription(
            "IANA time zone the schedule is read in, for example Europe/Berlin. Without it, UTC.")
        String timeZone,
    @Min(0)
        @Max(86400)
        @JsonPropertyDescription(
            "Seconds by which a slot may start later, fixed for each dataset, so that many datasets"
                + " with one schedule do not start at once.")
        Integer jitterSeconds,
    @Min(10)
        @Max(604800)
        @Default("3600")
        @JsonPropertyDescription(
            "Seconds after its time in which a missed slot is still started; later it is skipped.")
        Integer startingDeadlineSeconds,
    @Default("true")
        @JsonPropertyDescription(
            "Whether a new ready version of the generator makes a new version of the dataset.")
        Boolean onGeneratorChange) {}
