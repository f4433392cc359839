{{/*
What the operator may do where it watches: what its code calls, and nothing else. There is no rule on
Secrets, on purpose: Jobs name the Secrets of their credentials, the kubelet hands them over.
*/}}
{{- define "sdo.rules" -}}
# Observe the four kinds: informers list and watch; a version that a cache misses is read.
- apiGroups: [syntheticdata.dev]
  resources: [generators, generatorversions, syntheticdatasets, syntheticdatasetversions]
  verbs: [get, list, watch]
# Put and remove the finalizer that holds a resource until its objects are pruned. Never the spec.
- apiGroups: [syntheticdata.dev]
  resources: [generators, syntheticdatasets]
  verbs: [patch]
# Make versions, which are never changed, and remove those that retention no longer keeps.
- apiGroups: [syntheticdata.dev]
  resources: [generatorversions, syntheticdatasetversions]
  verbs: [create, delete]
# Report, by server-side apply.
- apiGroups: [syntheticdata.dev]
  resources:
    - generators/status
    - generatorversions/status
    - syntheticdatasets/status
    - syntheticdatasetversions/status
  verbs: [patch]
# Own versions, Jobs and ConfigMaps by references that block the owner's deletion: clusters that enforce
# owner references ask for the right to update the owner's finalizers.
- apiGroups: [syntheticdata.dev]
  resources:
    - generators/finalizers
    - generatorversions/finalizers
    - syntheticdatasets/finalizers
    - syntheticdatasetversions/finalizers
  verbs: [update]
# Run tasks: create a Job, adopt it after a restart, watch it; delete one whose report is lost or whose
# pruning is done; patch a time to live into one whose result is recorded.
- apiGroups: [batch]
  resources: [jobs]
  verbs: [get, list, watch, create, delete, patch]
# Read a task's report from its pods' termination messages, and why pods wait or failed.
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
# Hand a task to its Job, and after a restart see that it is the same. No ConfigMap is listed or watched.
- apiGroups: [""]
  resources: [configmaps]
  verbs: [get, create]
# Tell of transitions.
- apiGroups: [""]
  resources: [events]
  verbs: [create]
{{- end -}}
