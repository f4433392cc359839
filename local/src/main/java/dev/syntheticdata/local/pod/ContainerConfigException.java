package dev.syntheticdata.local.pod;

/**
 * A container cannot be started yet: something it refers to is missing. The message is shown in its
 * status.
 */
final class ContainerConfigException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ContainerConfigException(String message) {
    super(message);
  }
}
