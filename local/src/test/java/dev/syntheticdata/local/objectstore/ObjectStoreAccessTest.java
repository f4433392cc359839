package dev.syntheticdata.local.objectstore;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.syntheticdata.local.objectstore.EmbeddedObjectStore.Credentials;
import io.minio.MinioClient;
import io.minio.errors.ErrorResponseException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whom the object store serves, and what it tells nobody. */
class ObjectStoreAccessTest extends OneObjectStore {

  @Test
  void listensOnTheLoopbackInterfaceOnly() {
    assertThat(store.endpoint().getHost()).isEqualTo("127.0.0.1");
  }

  @Test
  void saysSoWhenThePortIsTaken() {
    int taken = store.endpoint().getPort();
    Path elsewhere = directory.resolve("elsewhere");
    assertThatThrownBy(() -> EmbeddedObjectStore.start(elsewhere, taken, store.credentials()))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("127.0.0.1:" + taken);
  }

  @Test
  void refusesAWrongSecret() throws Exception {
    try (MinioClient forger =
        clientWith(new Credentials(store.credentials().accessKey(), "wrong-secret"), store)) {
      ErrorResponseException error =
          catchThrowableOfType(ErrorResponseException.class, () -> put(forger, "x", "x", Map.of()));
      assertThat(error.errorResponse().code()).isEqualTo("SignatureDoesNotMatch");
    }
  }

  @Test
  void refusesAnUnknownAccessKey() throws Exception {
    try (MinioClient stranger =
        clientWith(new Credentials("stranger", store.credentials().secretKey()), store)) {
      ErrorResponseException error =
          catchThrowableOfType(
              ErrorResponseException.class, () -> put(stranger, "x", "x", Map.of()));
      assertThat(error.errorResponse().code()).isEqualTo("InvalidAccessKeyId");
    }
  }

  @Test
  void refusesAnUnsignedRequest() throws Exception {
    put("private.txt", "secret");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(store.endpoint() + "/" + bucket + "/private.txt"))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(403);
  }

  @Test
  void doesNotShowTheSecret() {
    assertThat(store.credentials()).asString().doesNotContain(store.credentials().secretKey());
  }

  @Test
  void refusesToNameAFileOutsideItsBucket() {
    assertThatThrownBy(() -> store.fileOf(bucket, "../../etc/passwd"))
        .hasMessageContaining("leaves its bucket");
  }
}
