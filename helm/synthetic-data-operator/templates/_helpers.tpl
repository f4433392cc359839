{{- define "sdo.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" -}}
{{- end -}}

{{/* The name of what is installed: the release's, with the chart's where the release's does not say it. */}}
{{- define "sdo.fullname" -}}
{{- if .Values.fullnameOverride -}}
{{- .Values.fullnameOverride | trunc 63 | trimSuffix "-" -}}
{{- else if contains (include "sdo.name" .) .Release.Name -}}
{{- .Release.Name | trunc 63 | trimSuffix "-" -}}
{{- else -}}
{{- printf "%s-%s" .Release.Name (include "sdo.name" .) | trunc 63 | trimSuffix "-" -}}
{{- end -}}
{{- end -}}

{{/* Selectors are immutable, so nothing of the values is in them: nameOverride changes names only. */}}
{{- define "sdo.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "sdo.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{ include "sdo.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ .Release.Service }}
app.kubernetes.io/part-of: synthetic-data-operator
{{- with .Values.commonLabels }}
{{ toYaml . }}
{{- end }}
{{- end -}}

{{/*
The labels of everything with those of this object, which go before commonLabels but not before what selectors
ask for. Takes (list $ <labels>).
*/}}
{{- define "sdo.labelsWith" -}}
{{- $asked := include "sdo.selectorLabels" (index . 0) | fromYaml -}}
{{- $all := include "sdo.labels" (index . 0) | fromYaml -}}
{{- merge (dict) $asked (index . 1) $all | toYaml -}}
{{- end -}}

{{/*
The field annotations, with those of everything and those of this object, which go first; nothing where
there are none. Takes (list $ <annotations>).
*/}}
{{- define "sdo.annotations" -}}
{{- $all := merge (dict) (default dict (index . 1)) (index . 0).Values.commonAnnotations -}}
{{- with $all -}}
annotations:
  {{- toYaml . | nindent 2 }}
{{- end -}}
{{- end -}}

{{/*
"true" where an optional object is wanted: asked for, or "auto" in a cluster that knows its kind. Takes
(list $ <enabled> <apiVersion/Kind>).
*/}}
{{- define "sdo.wanted" -}}
{{- $enabled := index . 1 -}}
{{- if kindIs "string" $enabled -}}
{{- if (index . 0).Capabilities.APIVersions.Has (index . 2) -}}true{{- end -}}
{{- else if $enabled -}}true{{- end -}}
{{- end -}}

{{- define "sdo.serviceAccountName" -}}
{{- if .Values.serviceAccount.create -}}
{{- default (include "sdo.fullname" .) .Values.serviceAccount.name -}}
{{- else -}}
{{- required "serviceAccount.name: name the service account to use, or set serviceAccount.create to true" .Values.serviceAccount.name -}}
{{- end -}}
{{- end -}}

{{/* An image by its digest, or by its tag. Takes (dict "image" <values> "version" <appVersion>). */}}
{{- define "sdo.image" -}}
{{- if .image.digest -}}
{{- printf "%s@%s" .image.repository .image.digest -}}
{{- else -}}
{{- printf "%s:%s" .image.repository (default .version .image.tag) -}}
{{- end -}}
{{- end -}}

{{/* {cpu: 1, memory: 2Gi} as cpu=1,memory=2Gi, which the operator's flags take. */}}
{{- define "sdo.quantities" -}}
{{- $pairs := list -}}
{{- range $name, $quantity := . -}}
{{- /* Numbers come as floats: 1073741824 must not become 1.073741824e+09. */ -}}
{{- if and (kindIs "float64" $quantity) (eq (floor $quantity) $quantity) -}}
{{- $quantity = int64 $quantity -}}
{{- end -}}
{{- $pairs = append $pairs (printf "%s=%v" $name $quantity) -}}
{{- end -}}
{{- join "," $pairs -}}
{{- end -}}

{{- define "sdo.subject" -}}
- kind: ServiceAccount
  name: {{ include "sdo.serviceAccountName" . }}
  namespace: {{ .Release.Namespace }}
{{- end -}}
