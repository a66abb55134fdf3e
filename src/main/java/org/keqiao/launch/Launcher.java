package org.keqiao.launch;

import java.lang.reflect.InvocationTargetException;

/** Starts the program, or says in one sentence that this Java is too old for it. */
public final class Launcher {

  private static final int NEEDED = 25;

  private Launcher() {}

  /**
   * Hands over to the program.
   *
   * @param arguments as the program takes them
   */
  public static void main(String[] arguments) {
    int found = Runtime.version().feature();
    if (found < NEEDED) {
      System.err.printf(
          "Keqiao needs Java %d or newer, but this is Java %d; set JAVA_HOME to a newer JDK.%n",
          NEEDED, found);
      System.exit(2);
    }
    try {
      Class.forName("org.keqiao.Main")
          .getMethod("main", String[].class)
          .invoke(null, (Object) arguments);
    } catch (InvocationTargetException failed) {
      throw new IllegalStateException(failed.getCause());
    } catch (ReflectiveOperationException broken) {
      throw new IllegalStateException("this copy of the program is incomplete", broken);
    }
  }
}
