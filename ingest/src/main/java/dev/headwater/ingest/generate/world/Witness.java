package dev.headwater.ingest.generate.world;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * States the truth of an order that came about by chance, from the customer's own, undisturbed
 * story.
 */
public final class Witness {
  public static final Duration TOUCH_WINDOW = Duration.ofDays(7);
  static final Duration CLICK_WINDOW = Duration.ofHours(1);

  private Witness() {}

  static void state(StoryBuilder story, ShopOrder order) {
    List<ShopEvent> touches =
        story.events().stream()
            .filter(ShopEvent::isTouch)
            .sorted(ShopEvent.EARLIEST_FIRST)
            .toList();
    List<ShopEvent> path =
        touches.stream().filter(touch -> precedes(touch, order, TOUCH_WINDOW)).toList();
    ShopEvent click =
        story.events().stream()
            .filter(ShopEvent::isClick)
            .filter(event -> event.productId().equals(order.productId()))
            .filter(event -> precedes(event, order, CLICK_WINDOW))
            .min(ShopEvent.EARLIEST_FIRST)
            .orElse(null);
    story.meant(order, touches.isEmpty() ? null : touches.get(0), click, path);
  }

  private static boolean precedes(ShopEvent event, ShopOrder order, Duration window) {
    Instant opens = order.time().minus(window);
    return !event.time().isBefore(opens) && !event.time().isAfter(order.time());
  }
}
