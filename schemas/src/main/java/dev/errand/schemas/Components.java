package dev.errand.schemas;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;

/** What the components of a record are. */
final class Components {

  private Components() {}

  static boolean isListOf(Class<?> element, RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
        && List.of(list.getActualTypeArguments()).contains(element);
  }
}
