package dev.errand.apiingest.operator;

import dev.errand.apiingest.problem.NotUnderstood;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/**
 * A parameter that nobody reads is refused: who misspells a filter would get, or replay, more than
 * was meant.
 */
final class KnownParameters implements HandlerInterceptor {

  @Override
  public boolean preHandle(
      HttpServletRequest request, HttpServletResponse response, Object handler) {
    if (handler instanceof HandlerMethod method) {
      Set<String> known = new TreeSet<>();
      Stream.of(method.getMethodParameters()).flatMap(KnownParameters::names).forEach(known::add);
      if (!known.containsAll(request.getParameterMap().keySet())) {
        throw new NotUnderstood(
            known.isEmpty()
                ? "There are no parameters here"
                : "There is a parameter that is none of " + String.join(", ", known));
      }
    }
    return true;
  }

  private static Stream<String> names(MethodParameter parameter) {
    Class<?> type = parameter.getParameterType();
    if (parameter.hasParameterAnnotation(RequestParam.class)) {
      return Stream.of(parameter.getParameter().getName());
    }
    return type == LetterQuery.class || type == RecordQuery.class
        ? Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName)
        : Stream.empty();
  }
}
