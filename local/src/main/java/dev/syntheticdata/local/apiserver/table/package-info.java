/** Tables for {@code kubectl get}. */
package dev.syntheticdata.local.apiserver.table;
