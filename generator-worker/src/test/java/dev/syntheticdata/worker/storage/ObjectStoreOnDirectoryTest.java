package dev.syntheticdata.worker.storage;

class ObjectStoreOnDirectoryTest extends ObjectStoreContract {

  @Override
  ObjectStore open() {
    return new DirectoryObjectStore(directory.resolve("store"));
  }
}
