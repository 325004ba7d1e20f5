package dev.errand.apiingest.page;

import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.springframework.beans.ConversionNotSupportedException;
import org.springframework.beans.TypeMismatchException;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.multipart.MultipartException;

/**
 * Which errors of the framework and of the container are answers to something that makes no sense.
 */
public final class CallersFault {

  private CallersFault() {}

  /** With which status; empty if whoever asked could not help it. */
  public static Optional<HttpStatusCode> status(Throwable cause) {
    return switch (cause) {
      case ErrorResponse known when known.getStatusCode().is4xxClientError() ->
          Optional.of(known.getStatusCode());
      case ConversionNotSupportedException _ -> Optional.empty();
      case TypeMismatchException _, HttpMessageNotReadableException _, MultipartException _ ->
          Optional.of(HttpStatus.BAD_REQUEST);
      case InvalidParameterException parameter ->
          Optional.of(HttpStatusCode.valueOf(parameter.getErrorCode()));
      default -> Optional.empty();
    };
  }
}
