package dev.headwater.lake;

import java.lang.reflect.Field;

/** What Fluss's servers do not show of themselves. */
final class PrivateField {
  private PrivateField() {}

  static Object of(Class<?> type, Object owner, String name) throws ReflectiveOperationException {
    Field field = type.getDeclaredField(name);
    field.setAccessible(true);
    return field.get(owner);
  }
}
