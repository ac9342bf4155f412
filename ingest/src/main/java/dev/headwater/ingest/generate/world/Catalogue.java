package dev.headwater.ingest.generate.world;

import java.util.List;
import java.util.stream.IntStream;

/** The words the shop is made of. */
public final class Catalogue {
  static final List<String> CHANNELS =
      List.of("search", "email", "social", "display", "affiliate", "referral");
  static final List<String> SEGMENTS = List.of("new", "regular", "loyal", "vip", "dormant");
  static final List<String> COUNTRIES =
      List.of("US", "DE", "GB", "FR", "PL", "JP", "BR", "IN", "CN", "NO");
  static final List<String> CURRENCIES = List.of("USD", "EUR", "GBP", "PLN");
  static final List<String> HOSTS = List.of("shop.example.com", "m.example.com", "www.example.com");
  static final List<String> REFERRERS =
      List.of(
          "https://search.example.net/?q=lamp",
          "https://news.example.org/deals",
          "https://social.example.net/post/17",
          "https://blog.example.org/a \"quoted\" title");
  public static final List<String> USER_AGENTS =
      List.of(
          "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
          "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15",
          "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/138.0.0.0",
          "shop-app/7.1 (\\\"stable\\\")");
  static final List<String> GIVEN_NAMES =
      List.of(
          "Ana", "Björn", "Chloé", "Dmitri", "Éva", "Fatima", "Grace", "Hélène", "Iñaki", "Jürgen",
          "Kwame", "Łukasz", "María", "Nguyễn", "Olga", "Priya", "Quinn", "Renée", "Søren", "Tomáš",
          "Ümit", "Vera", "伟", "陽子", "Zoë");
  static final List<String> FAMILY_NAMES =
      List.of(
          "Andersson",
          "Brown",
          "Çelik",
          "Dvořák",
          "Evans",
          "Fernández",
          "García",
          "Hansen",
          "Ivanova",
          "Jensen",
          "Kowalski",
          "López",
          "Müller",
          "Nakamura",
          "O'Brien",
          "Παππάς",
          "Quispe",
          "Rossi",
          "Strauß",
          "Tanaka",
          "王",
          "Williams",
          "Иванов",
          "Yılmaz",
          "Żak");
  static final List<String> CAMPAIGN_NAMES =
      List.of(
          "Winter sale",
          "Spring start",
          "Back again",
          "New lamps",
          "Für dich",
          "Été en fête",
          "Newsletter",
          "Friends bring friends",
          "Last chance",
          "Bundle & save");
  static final List<String> PRODUCTS =
      IntStream.rangeClosed(1001, 1400).mapToObj(number -> "p-" + number).toList();

  private Catalogue() {}
}
