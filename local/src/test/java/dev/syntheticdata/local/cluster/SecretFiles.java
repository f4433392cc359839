package dev.syntheticdata.local.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.util.Base64;

/** What an API server reads to know who asks: the administrator's token, and keys for tokens. */
final class SecretFiles {

  private SecretFiles() {}

  /** Writes {@code tokens.csv}, {@code sa.key} and {@code sa.pub} to a directory. */
  static void write(Path directory, String administratorsToken)
      throws IOException, GeneralSecurityException {
    Files.writeString(
        directory.resolve("tokens.csv"),
        administratorsToken + ",administrator,administrator,system:masters\n");
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    var pair = generator.generateKeyPair();
    writePem(directory.resolve("sa.key"), "PRIVATE KEY", pair.getPrivate().getEncoded());
    writePem(directory.resolve("sa.pub"), "PUBLIC KEY", pair.getPublic().getEncoded());
  }

  private static void writePem(Path file, String type, byte[] content) throws IOException {
    var body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    Files.writeString(
        file, "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, body, type));
  }
}
