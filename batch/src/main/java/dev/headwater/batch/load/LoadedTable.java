package dev.headwater.batch.load;

import static dev.headwater.batch.load.LoadedField.optional;
import static dev.headwater.batch.load.LoadedField.required;

import dev.headwater.batch.run.ColdCatalog;
import java.util.List;
import java.util.Locale;

/** The tables that files of versions are loaded into. The key comes first, the version last. */
public enum LoadedTable {
  CAMPAIGNS(
      1,
      required("campaign_id", FieldKind.TEXT),
      required("name", FieldKind.TEXT),
      optional("channel", FieldKind.TEXT),
      optional("active", FieldKind.FLAG),
      required("updated_at", FieldKind.TIME)),
  CAMPAIGN_COSTS(
      2,
      required("campaign_id", FieldKind.TEXT),
      required("cost_date", FieldKind.DATE),
      required("cost", FieldKind.AMOUNT),
      optional("currency", FieldKind.CURRENCY),
      required("updated_at", FieldKind.TIME));

  /** Column that tells versions of a key apart: the larger is the newer. */
  static final String VERSION = "updated_at";

  private final int keyLength;

  @SuppressWarnings("ImmutableEnumChecker") // made by List.of, and fields are records
  private final List<LoadedField> fields;

  LoadedTable(int keyLength, LoadedField... fields) {
    this.keyLength = keyLength;
    this.fields = List.of(fields);
  }

  List<LoadedField> fields() {
    return fields;
  }

  public List<String> columns() {
    return fields.stream().map(LoadedField::name).toList();
  }

  List<String> key() {
    return columns().subList(0, keyLength);
  }

  /** What a version says about its key. */
  List<String> content() {
    return columns().subList(keyLength, fields.size() - 1);
  }

  /** The name that Spark knows it by. */
  String inSpark() {
    return ColdCatalog.NAME + ".marketing." + this;
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
