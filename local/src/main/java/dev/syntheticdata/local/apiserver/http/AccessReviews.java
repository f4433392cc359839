package dev.syntheticdata.local.apiserver.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.syntheticdata.local.apiserver.model.ApiError;
import dev.syntheticdata.local.apiserver.model.Json;
import java.util.Map;
import java.util.TreeMap;

/**
 * Answers questions about permissions. Whoever has the token may do everything, so the answer is
 * always yes.
 */
final class AccessReviews {
  static final String GROUP = "authorization.k8s.io";

  /** Plural to kind. */
  static final Map<String, String> KINDS =
      new TreeMap<>(
          Map.of(
              "selfsubjectaccessreviews", "SelfSubjectAccessReview",
              "selfsubjectrulesreviews", "SelfSubjectRulesReview",
              "subjectaccessreviews", "SubjectAccessReview"));

  private AccessReviews() {}

  static Response answer(Request request, String plural) {
    if (!KINDS.containsKey(plural)) {
      throw ApiError.noSuchPath();
    }
    if (!request.method().equals("POST")) {
      throw ApiError.methodNotAllowed();
    }
    // The answer does not depend on the question, so questions in protobuf are answered as well.
    ObjectNode review = request.isBinary() ? Json.object() : request.object();
    review.put("kind", KINDS.get(plural)).put("apiVersion", GROUP + "/v1");
    ObjectNode status = review.putObject("status");
    if (plural.equals("selfsubjectrulesreviews")) {
      status.put("incomplete", false);
      ObjectNode rule = status.putArray("resourceRules").addObject();
      rule.putArray("verbs").add("*");
      rule.putArray("apiGroups").add("*");
      rule.putArray("resources").add("*");
      ObjectNode paths = status.putArray("nonResourceRules").addObject();
      paths.putArray("verbs").add("*");
      paths.putArray("nonResourceURLs").add("*");
    } else {
      status.put("allowed", true);
    }
    return Response.json(201, review);
  }
}
