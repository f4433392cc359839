/** Values that all parts share: trees, types, keys, errors. */
package dev.syntheticdata.local.apiserver.model;
