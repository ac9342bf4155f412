package dev.headwater.ingest.record;

import java.time.LocalDate;
import java.util.concurrent.TimeUnit;
import org.apache.fluss.row.BinaryString;

/** Dates {@code yyyy-MM-dd} of the supported times, each made once. Not thread-safe. */
public final class UtcDates {
  private static final int DAYS = (int) TimeUnit.MILLISECONDS.toDays(TimeParser.END_MILLIS);

  private final BinaryString[] byDay = new BinaryString[DAYS];

  public BinaryString of(long epochMillis) {
    int day = dayOf(epochMillis);
    BinaryString date = byDay[day];
    if (date == null) {
      date = BinaryString.fromString(text(day));
      byDay[day] = date;
    }
    return date;
  }

  public static int dayOf(long epochMillis) {
    return (int) TimeUnit.MILLISECONDS.toDays(epochMillis);
  }

  public static String text(int epochDay) {
    return LocalDate.ofEpochDay(epochDay).toString();
  }
}
