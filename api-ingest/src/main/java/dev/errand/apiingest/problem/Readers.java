package dev.errand.apiingest.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.accept.ContentNegotiationStrategy;
import org.springframework.web.accept.HeaderContentNegotiationStrategy;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Who reads an answer: a program, of the API, or a person, of any other address. A program is
 * answered in JSON whatever it says that it accepts: were it told 406 for that, its command would
 * be under way all the same.
 */
@Component
final class Readers implements WebMvcConfigurer {

  private static final List<String> API = List.of("/v1/", "/operator/v1/");

  @Override
  public void configureContentNegotiation(ContentNegotiationConfigurer configurer) {
    configurer.strategies(List.of(Readers::ofTheApi, new HeaderContentNegotiationStrategy()));
  }

  private static List<MediaType> ofTheApi(NativeWebRequest request) {
    HttpServletRequest asked = request.getNativeRequest(HttpServletRequest.class);
    return asked != null && isApi(path(asked))
        ? List.of(MediaType.APPLICATION_JSON)
        : ContentNegotiationStrategy.MEDIA_TYPE_ALL_LIST;
  }

  /** Whether who asked would rather see a page than a problem. */
  static boolean isPerson(HttpServletRequest request) {
    Object first = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
    return !isApi(first instanceof String path ? path : path(request))
        && Objects.requireNonNullElse(request.getHeader(HttpHeaders.ACCEPT), "")
            .contains(MediaType.TEXT_HTML_VALUE);
  }

  /** As it is matched: with nothing in it encoded. */
  private static @Nullable String path(HttpServletRequest request) {
    String served = request.getServletPath();
    return served == null || served.isEmpty() ? request.getRequestURI() : served;
  }

  /** The container knows no path of an address that is none. */
  private static boolean isApi(@Nullable String path) {
    return path != null && API.stream().anyMatch(path::startsWith);
  }
}
