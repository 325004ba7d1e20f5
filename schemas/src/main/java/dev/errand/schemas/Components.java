package dev.errand.schemas;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;

/** What the components of a record are. */
final class Components {

  private Components() {}

  /** The names of those that are such a list. */
  static List<String> listsOf(Class<?> element, Class<? extends Record> of) {
    return Stream.of(of.getRecordComponents())
        .filter(component -> isListOf(element, component))
        .map(RecordComponent::getName)
        .toList();
  }

  static boolean isListOf(Class<?> element, RecordComponent component) {
    return component.getGenericType() instanceof ParameterizedType list
        && List.of(list.getActualTypeArguments()).contains(element);
  }
}
