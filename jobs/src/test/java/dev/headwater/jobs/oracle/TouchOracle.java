package dev.headwater.jobs.oracle;

import static dev.headwater.jobs.oracle.Column.key;
import static dev.headwater.jobs.oracle.Column.text;
import static dev.headwater.jobs.oracle.Column.time;
import static dev.headwater.jobs.oracle.Column.whole;

import java.util.Collection;
import java.util.List;

/** What events are by themselves, and the first of them. */
final class TouchOracle implements TableGroup {
  private final Collection<EventRecord> events;
  private final Collection<CustomerRecord> customers;
  private final Attributions attributions;

  TouchOracle(DistinctRecords records) {
    events = records.events();
    customers = records.customers();
    attributions = new Attributions(events);
  }

  @Override
  public List<ExpectedRows> tables() {
    return List.of(touches(), productClicks(), firstTouch(), customerFirstTouch());
  }

  private ExpectedRows touches() {
    ExpectedRows rows =
        new ExpectedRows(
            "touches",
            key("touch_date"),
            key("customer_id"),
            key("event_id"),
            text("event_type"),
            text("channel"),
            text("campaign_id"),
            time("touch_time"));
    for (EventRecord touch : events) {
      if (touch.isTouch()) {
        rows.add(
            touch.date(),
            touch.customerId(),
            touch.eventId(),
            touch.eventType(),
            touch.channel(),
            touch.campaignId(),
            touch.eventTime());
      }
    }
    return rows;
  }

  private ExpectedRows productClicks() {
    ExpectedRows rows =
        new ExpectedRows(
            "product_clicks",
            key("click_date"),
            key("customer_id"),
            key("product_id"),
            key("event_id"),
            time("click_time"));
    for (EventRecord event : events) {
      if (event.productId() != null && event.isClickOn(event.productId())) {
        rows.add(
            event.date(),
            event.customerId(),
            event.productId(),
            event.eventId(),
            event.eventTime());
      }
    }
    return rows;
  }

  private ExpectedRows firstTouch() {
    ExpectedRows rows =
        new ExpectedRows(
            "first_touch",
            key("customer_id"),
            text("touch_event_id"),
            text("channel"),
            text("campaign_id"),
            time("touch_time"),
            whole("earliness"));
    for (String customer : attributions.customersWithEvents()) {
      EventRecord touch = attributions.firstTouchOf(customer);
      if (touch != null) {
        rows.add(
            customer,
            touch.eventId(),
            touch.channel(),
            touch.campaignId(),
            touch.eventTime(),
            touch.earliness());
      }
    }
    return rows;
  }

  private ExpectedRows customerFirstTouch() {
    ExpectedRows rows =
        new ExpectedRows(
            "customer_first_touch",
            key("customer_id"),
            text("customer_name"),
            text("customer_segment"),
            text("acquisition_channel"),
            text("country"),
            text("touch_event_id"),
            text("channel"),
            text("campaign_id"),
            time("touch_time"));
    for (CustomerRecord customer : customers) {
      EventRecord touch = attributions.firstTouchOf(customer.customerId());
      if (touch != null) {
        rows.add(
            customer.customerId(),
            customer.name(),
            customer.segment(),
            customer.acquisitionChannel(),
            customer.country(),
            touch.eventId(),
            touch.channel(),
            touch.campaignId(),
            touch.eventTime());
      }
    }
    return rows;
  }
}
