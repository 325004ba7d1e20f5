package dev.errand.noteworker.properties;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value of a row. Its type is Notion's word for the type of the property. */
public sealed interface Value {

  String type();

  /** One text: a title, a select's option, an address, a time, an id. */
  record Text(String type, String text) implements Value {}

  /** Several texts: options, people, rows. */
  record Texts(String type, List<String> texts) implements Value {

    public Texts {
      texts = List.copyOf(texts);
    }
  }

  record Amount(BigDecimal number) implements Value {

    @Override
    public String type() {
      return "number";
    }
  }

  record Checkbox(boolean checked) implements Value {

    @Override
    public String type() {
      return "checkbox";
    }
  }

  /**
   * A day or a moment, or from one to another.
   *
   * @param timeZone if it is there, start and end have no offset
   */
  record Date(String start, @Nullable String end, @Nullable String timeZone) implements Value {

    @Override
    public String type() {
      return "date";
    }
  }

  record Files(List<Link> files) implements Value {

    public Files {
      files = List.copyOf(files);
    }

    @Override
    public String type() {
      return "files";
    }
  }

  /**
   * A file.
   *
   * @param url absent if Notion keeps it: its address is then a key that soon expires
   */
  record Link(String name, @Nullable String url) {}

  /** What a formula comes to. */
  record Formula(Value result) implements Value {

    @Override
    public String type() {
      return "formula";
    }
  }

  /** What a rollup gathers, or the one value it comes to. */
  record Rollup(List<Value> results) implements Value {

    public Rollup {
      results = List.copyOf(results);
    }

    @Override
    public String type() {
      return "rollup";
    }
  }

  /** Nothing is there, or shall be. */
  record Empty(String type) implements Value {}

  /** Of a type that is not known here. */
  record Unsupported(String type) implements Value {}
}
