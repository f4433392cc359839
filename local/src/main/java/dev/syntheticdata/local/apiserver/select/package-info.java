/** Label and field selectors. */
package dev.syntheticdata.local.apiserver.select;
