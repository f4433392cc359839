package dev.syntheticdata.local.apiserver.schema;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelFunctionDecl;
import dev.cel.common.CelOptions;
import dev.cel.common.CelOverloadDecl;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.OptionalType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.extensions.CelExtensions;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelFunctionBinding;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A compiled CEL expression over {@code self} and {@code oldSelf}.
 *
 * <p>The environment has the standard library, optionals, the string, math, list and set extensions
 * and of Kubernetes' own functions {@code find}, {@code findAll}, and {@code sum} of numbers.
 * Quantities, URLs and IP addresses are not there: a rule that needs them does not compile, and its
 * CRD is refused.
 */
final class CelProgram {
  private static final CelOptions OPTIONS =
      CelOptions.current().enableHeterogeneousNumericComparisons(true).build();
  private static final CelCompiler COMPILER = compiler(SimpleType.DYN);
  private static final CelCompiler OPTIONAL_OLD_COMPILER =
      compiler(OptionalType.create(SimpleType.DYN));
  private static final CelRuntime RUNTIME =
      CelRuntimeFactory.standardCelRuntimeBuilder()
          .setOptions(OPTIONS)
          .addLibraries(
              CelExtensions.optional(),
              CelExtensions.strings(),
              CelExtensions.math(),
              CelExtensions.lists(),
              CelExtensions.sets(OPTIONS))
          .addFunctionBindings(
              CelFunctionBinding.from(
                  "string_find_string", String.class, String.class, CelProgram::find),
              CelFunctionBinding.from(
                  "string_find_all_string", String.class, String.class, CelProgram::findAll),
              CelFunctionBinding.from("list_sum", List.class, CelProgram::sum))
          .build();
  private static final Map<Source, CelProgram> COMPILED = new ConcurrentHashMap<>();
  private static final Pattern OLD_SELF = Pattern.compile("\\boldSelf\\b");

  private record Source(String expression, boolean optionalOld) {}

  private final CelRuntime.Program program;
  private final boolean transition;

  private CelProgram(CelRuntime.Program program, boolean transition) {
    this.program = program;
    this.transition = transition;
  }

  /**
   * Compiles an expression once and remembers it.
   *
   * @param optionalOld whether {@code oldSelf} is an optional value
   */
  static CelProgram of(String expression, boolean optionalOld) throws CelValidationException {
    Source source = new Source(expression, optionalOld);
    CelProgram known = COMPILED.get(source);
    if (known != null) {
      return known;
    }
    CelCompiler compiler = optionalOld ? OPTIONAL_OLD_COMPILER : COMPILER;
    CelAbstractSyntaxTree tree = compiler.compile(expression).getAst();
    try {
      CelProgram program =
          new CelProgram(RUNTIME.createProgram(tree), OLD_SELF.matcher(expression).find());
      COMPILED.put(source, program);
      return program;
    } catch (CelEvaluationException e) {
      throw new IllegalStateException("cannot plan CEL expression " + expression, e);
    }
  }

  /** Whether the expression compares with the value before an update. */
  boolean isTransition() {
    return transition;
  }

  /** The value of the expression. */
  Object evaluate(Map<String, Object> variables) throws CelEvaluationException {
    return program.eval(variables);
  }

  private static CelCompiler compiler(CelType oldSelf) {
    return environment().addVar("self", SimpleType.DYN).addVar("oldSelf", oldSelf).build();
  }

  /** The functions that rules may use, without variables. */
  static CelCompilerBuilder environment() {
    return CelCompilerFactory.standardCelCompilerBuilder()
        .setOptions(OPTIONS)
        .setStandardMacros(CelStandardMacro.STANDARD_MACROS)
        .addLibraries(
            CelExtensions.optional(),
            CelExtensions.strings(),
            CelExtensions.math(),
            CelExtensions.lists(),
            CelExtensions.sets(OPTIONS))
        .addFunctionDeclarations(
            CelFunctionDecl.newFunctionDeclaration(
                "find",
                CelOverloadDecl.newMemberOverload(
                    "string_find_string", SimpleType.STRING, SimpleType.STRING, SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                "findAll",
                CelOverloadDecl.newMemberOverload(
                    "string_find_all_string",
                    ListType.create(SimpleType.STRING),
                    SimpleType.STRING,
                    SimpleType.STRING)),
            CelFunctionDecl.newFunctionDeclaration(
                "sum",
                CelOverloadDecl.newMemberOverload(
                    "list_sum", SimpleType.DYN, ListType.create(SimpleType.DYN))));
  }

  private static String find(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    return matcher.find() ? matcher.group() : "";
  }

  /** As of Kubernetes: a whole number of whole numbers, otherwise a double. */
  private static Object sum(List<?> numbers) {
    boolean whole = numbers.stream().allMatch(Long.class::isInstance);
    if (whole && !numbers.isEmpty()) {
      return numbers.stream().mapToLong(number -> (Long) number).sum();
    }
    return numbers.stream().mapToDouble(number -> ((Number) number).doubleValue()).sum();
  }

  private static List<String> findAll(String text, String pattern) {
    List<String> found = new ArrayList<>();
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    while (matcher.find()) {
      found.add(matcher.group());
    }
    return found;
  }
}
