package dev.syntheticdata.worker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.syntheticdata.task.ObjectDigest;
import dev.syntheticdata.worker.report.TestEvidence;
import dev.syntheticdata.worker.table.ColumnSchema;
import dev.syntheticdata.worker.table.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;

class CroissantDocumentTest {

  private static final ObjectDigest FIRST =
      new ObjectDigest("data/part-00000.parquet", 12_345, "e".repeat(64), 400L);
  private static final ObjectDigest SECOND =
      new ObjectDigest("data/part-00001.parquet", 6_789, "f".repeat(64), 200L);

  private static JsonNode document(ObjectDigest... parts) throws Exception {
    var gates = TestEvidence.GATES;
    return new ObjectMapper()
        .readTree(
            CroissantDocument.of(
                TestEvidence.task(gates),
                TestEvidence.SYNTHETIC.schema(),
                TestEvidence.evidence(gates),
                List.of(parts)));
  }

  @Test
  void whatTheSpecificationRequiresIsThere() throws Exception {
    var document = document(FIRST);

    for (var name :
        List.of(
            "@context",
            "@type",
            "conformsTo",
            "name",
            "description",
            "license",
            "url",
            "creator",
            "datePublished",
            "distribution")) {
      assertThat(document.has(name)).as(name).isTrue();
    }
    assertThat(document.get("name").asText()).isEqualTo("research-patients");
    assertThat(document.get("url").asText())
        .isEqualTo("s3://synthetic/datasets/research/patients/v3/");
  }

  @Test
  void everyFileHasItsDigestAndEveryColumnAField() throws Exception {
    var document = document(SECOND, FIRST);

    assertThat(document.get("distribution").findValuesAsText("sha256"))
        .containsExactly(FIRST.sha256(), SECOND.sha256());
    var fields = document.at("/recordSet/0/field");
    var names =
        TestEvidence.SYNTHETIC.schema().columns().stream().map(column -> column.name()).toList();
    assertThat(fields).hasSize(names.size());
    for (int i = 0; i < names.size(); i++) {
      assertThat(fields.get(i).get("name").asText()).isEqualTo(names.get(i));
      assertThat(fields.get(i).at("/source/extract/column").asText()).isEqualTo(names.get(i));
      assertThat(fields.get(i).at("/source/fileSet/@id").asText()).isEqualTo("parts");
    }
  }

  @Test
  void theResponsibleAiPropertiesSayWhatIsKnown() throws Exception {
    var document = document(FIRST);

    assertThat(document.get("rai:hasSyntheticData").asBoolean()).isTrue();
    assertThat(document.get("rai:dataLimitations").toString())
        .contains("Interactions of three columns are not kept.", "2 of 40 labels");
    assertThat(document.get("rai:dataUseCases").toString())
        .contains("ModelTesting", "Test the risk model");
    assertThat(document.get("rai:personalSensitiveInformation").toString())
        .contains("privacy.dcr-share: ", "privacy.exact-match-share: ")
        .doesNotContain("No row of the source");
    assertThat(document.get("rai:dataBiases").toString())
        .contains("no column of values is declared as protected", "coverage.category-coverage: ");
    assertThat(document.get("rai:dataPreprocessingProtocol").get(0).asText())
        .startsWith("Of the real rows 200 were held out");
    assertThat(document.get("rai:dataReleaseMaintenancePlan").asText())
        .isEqualTo("A version is never altered; a newer one has a number of its own.");
    assertThat(document.at("/prov:wasDerivedFrom/0/@id").asText())
        .isEqualTo("urn:sha256:" + "b".repeat(64));
    assertThat(document.at("/prov:wasGeneratedBy/0/prov:used/0/@id").asText())
        .isEqualTo("urn:sha256:" + "a".repeat(64));
    assertThat(document.at("/usageInfo/odrl:permission/odrl:constraint/0/odrl:rightOperand/@id"))
        .hasToString("\"sd:purpose/ModelTesting\"");
  }

  @Test
  void identifiersThatAreWholeNumbersAreIntegers() {
    var names = new ColumnSchema("id", ColumnType.IDENTIFIER, false, 0, null, List.of());

    assertThat(CroissantDocument.dataType(names)).isEqualTo("sc:Text");
    assertThat(CroissantDocument.dataType(names.withParquet("required int64")))
        .isEqualTo("sc:Integer");
  }
}
