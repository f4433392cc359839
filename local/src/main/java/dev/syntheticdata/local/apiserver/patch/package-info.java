/** JSON patch, merge patch and strategic merge patch. */
package dev.syntheticdata.local.apiserver.patch;
