/** Objects in memory, their history, and subscriptions to it. */
package dev.syntheticdata.local.apiserver.store;
