package dev.syntheticdata.bench;

import dev.syntheticdata.api.v1alpha1.SyntheticDataset;
import dev.syntheticdata.api.v1alpha1.SyntheticDatasetVersion;
import dev.syntheticdata.operator.job.Labels;
import io.fabric8.kubernetes.api.model.DeletionPropagation;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.OwnerReferenceBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;

/**
 * Many datasets at rest in short time: of each generator one dataset lives its life by the
 * operator, and the others are copies of what it left, status and all, under their own names and
 * uids. That they are at rest shows in that the operator writes nothing when it sees them.
 */
final class Seeds {

  private final KubernetesClient client;
  private final Fleet fleet;

  Seeds(Fleet fleet) {
    this.fleet = fleet;
    this.client = fleet.client();
  }

  /** Makes datasets 0 to {@code datasets}; no operator runs when this returns. */
  void plant(Rig rig, Observer observer, int datasets) {
    int step = Fleet.DATASETS_PER_GENERATOR;
    int lived = (datasets + step - 1) / step;
    try (var operator = rig.operator()) {
      operator.awaitStarted();
      fleet.fitGeneratorsFor(datasets, observer);
      fleet.forEach(0, lived, number -> fleet.createLike(number * step, number * step));
      Await.until("the first are ready", Duration.ofMinutes(5), () -> observer.ready() == lived);
      Await.until("all Jobs are let go", Duration.ofMinutes(1), this::areReleased);
    }
    // As they are when their time is over.
    client
        .batch()
        .v1()
        .jobs()
        .withLabel(Labels.MANAGED_BY, Labels.MANAGER)
        .withPropagationPolicy(DeletionPropagation.BACKGROUND)
        .delete();
    for (int first = 0; first < datasets; first += step) {
      int from = first;
      var dataset = get(SyntheticDataset.class, Fleet.dataset(from));
      var version = get(SyntheticDatasetVersion.class, Fleet.dataset(from) + "-v1");
      fleet.forEach(
          from + 1,
          Math.min(from + step, datasets),
          number -> copy(dataset, version, Fleet.dataset(number)));
    }
    Await.until("the pods are gone", Duration.ofMinutes(5), () -> pods() == 0);
    Await.until("all are seen", Duration.ofMinutes(5), () -> observer.ready() == datasets);
  }

  private boolean areReleased() {
    return client.batch().v1().jobs().list().getItems().stream()
        .allMatch(job -> job.getSpec().getTtlSecondsAfterFinished() != null);
  }

  private int pods() {
    return client.pods().withLabel(Labels.MANAGED_BY, Labels.MANAGER).list().getItems().size();
  }

  private <T extends HasMetadata> T get(Class<T> type, String name) {
    return client.resources(type).withName(name).get();
  }

  private void copy(SyntheticDataset dataset, SyntheticDatasetVersion version, String name) {
    var oldName = dataset.getMetadata().getName();
    var oldUid = dataset.getMetadata().getUid();
    var made = new SyntheticDataset();
    made.setMetadata(metadata(dataset, name).build());
    made.setSpec(dataset.getSpec());
    made = client.resource(made).create();
    var uid = made.getMetadata().getUid();

    var ofMade = new SyntheticDatasetVersion();
    ofMade.setMetadata(
        metadata(version, name + "-v1")
            .addToLabels(Labels.PARENT, name)
            .withOwnerReferences(
                new OwnerReferenceBuilder(version.getMetadata().getOwnerReferences().get(0))
                    .withName(name)
                    .withUid(uid)
                    .build())
            .build());
    ofMade.setSpec(
        Serialization.unmarshal(
            Serialization.asJson(version.getSpec()).replace(oldName, name).replace(oldUid, uid),
            version.getSpec().getClass()));
    ofMade = client.resource(ofMade).create();
    var versionUid = ofMade.getMetadata().getUid();
    var createdAt = ofMade.getMetadata().getCreationTimestamp();

    ofMade.setStatus(
        Serialization.unmarshal(
            Serialization.asJson(version.getStatus())
                .replace(oldName, name)
                .replace(oldUid, uid)
                .replace(version.getMetadata().getUid(), versionUid),
            version.getStatus().getClass()));
    applyStatus(ofMade);
    made.setStatus(
        Serialization.unmarshal(
            Serialization.asJson(dataset.getStatus())
                .replace(oldName, name)
                .replace(oldUid, uid)
                .replace(version.getMetadata().getUid(), versionUid)
                // When the refresh was asked for.
                .replace(version.getMetadata().getCreationTimestamp(), createdAt),
            dataset.getStatus().getClass()));
    applyStatus(made);
  }

  private static ObjectMetaBuilder metadata(HasMetadata like, String name) {
    var metadata = like.getMetadata();
    return new ObjectMetaBuilder()
        .withName(name)
        .withNamespace(metadata.getNamespace())
        .withLabels(metadata.getLabels())
        .withAnnotations(metadata.getAnnotations());
  }

  /** As the operator writes it, so that the fields have the same manager. */
  private <T extends HasMetadata> void applyStatus(T object) {
    object.setMetadata(
        new ObjectMetaBuilder()
            .withName(object.getMetadata().getName())
            .withNamespace(object.getMetadata().getNamespace())
            .build());
    client
        .resource(object)
        .subresource("status")
        .patch(
            new PatchContext.Builder()
                .withPatchType(PatchType.SERVER_SIDE_APPLY)
                .withFieldManager(Labels.MANAGER)
                .withForce(true)
                .build());
  }

  /** What a cluster holds that is none of ours; of each kind so many. */
  void plantForeign(int ofEach) {
    var filler = "x".repeat(1000);
    var kinds = List.of("Secret", "ConfigMap");
    fleet.forEach(
        0,
        ofEach,
        number -> {
          for (var kind : kinds) {
            fleet.create(
                fleet
                    .items(
                        """
                        apiVersion: v1
                        kind: %s
                        metadata: {name: foreign-%05d, namespace: default}
                        %s: {filler: %s}
                        """
                            .formatted(
                                kind,
                                number,
                                kind.equals("Secret") ? "stringData" : "data",
                                filler))
                    .get(0));
          }
          fleet.create(
              fleet
                  .items(
                      """
                      apiVersion: batch/v1
                      kind: Job
                      metadata: {name: foreign-%05d, namespace: default}
                      spec:
                        suspend: true
                        template:
                          spec:
                            restartPolicy: Never
                            containers:
                              - {name: work, image: "foreign:1", command: [sleep, "1"]}
                      """
                          .formatted(number))
                  .get(0));
        });
  }
}
