package dev.headwater.jobs.oracle;

import static dev.headwater.jobs.oracle.Column.key;
import static dev.headwater.jobs.oracle.Column.text;
import static dev.headwater.jobs.oracle.Column.time;

import java.util.Collection;
import java.util.List;

/** Tables of which each record is the newest version. */
final class VersionOracle implements TableGroup {
  private final Collection<CustomerRecord> customers;
  private final Collection<CampaignRecord> campaigns;

  VersionOracle(DistinctRecords records) {
    customers = records.customers();
    campaigns = records.campaigns();
  }

  @Override
  public List<ExpectedRows> tables() {
    return List.of(customers(), campaigns());
  }

  private ExpectedRows customers() {
    ExpectedRows rows =
        new ExpectedRows(
            "customers",
            key("customer_id"),
            text("name"),
            text("email"),
            text("segment"),
            text("acquisition_channel"),
            text("country"),
            text("opt_in"),
            time("updated_at"));
    for (CustomerRecord customer : customers) {
      rows.add(
          customer.customerId(),
          customer.name(),
          customer.email(),
          customer.segment(),
          customer.acquisitionChannel(),
          customer.country(),
          customer.optIn(),
          customer.updatedAt());
    }
    return rows;
  }

  private ExpectedRows campaigns() {
    ExpectedRows rows =
        new ExpectedRows(
            "campaigns",
            key("campaign_id"),
            text("name"),
            text("channel"),
            text("active"),
            time("updated_at"));
    for (CampaignRecord campaign : campaigns) {
      rows.add(
          campaign.campaignId(),
          campaign.name(),
          campaign.channel(),
          campaign.active(),
          campaign.updatedAt());
    }
    return rows;
  }
}
