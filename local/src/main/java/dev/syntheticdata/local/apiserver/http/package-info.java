/** The HTTP side: routing, discovery, OpenAPI, reads, writes, watches, logs. */
package dev.syntheticdata.local.apiserver.http;
