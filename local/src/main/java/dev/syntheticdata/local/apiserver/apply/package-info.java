/** Field ownership and server-side apply. */
package dev.syntheticdata.local.apiserver.apply;
