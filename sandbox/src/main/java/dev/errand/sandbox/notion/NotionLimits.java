package dev.errand.sandbox.notion;

import dev.errand.sandbox.limit.Limit;
import dev.errand.sandbox.limit.Meter;
import dev.errand.sandbox.notion.model.Connection;
import dev.errand.sandbox.people.Plan;
import dev.errand.sandbox.world.World;
import java.time.Duration;

/**
 * Requests in fixed windows of a minute: for each connection by the workspace's plan, and for each
 * workspace over all its connections (number unpublished, so switched off until it is set).
 *
 * <p>Source: developers.notion.com/reference/request-limits, as of 2026-10.
 */
final class NotionLimits {

  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final Meter standard;
  private final Meter large;
  private final Meter workspace;

  NotionLimits(World world) {
    this.standard = meter(world, "notion.connection", 180);
    this.large = meter(world, "notion.connection.business", 600);
    this.workspace = meter(world, "notion.workspace", 0);
  }

  private static Meter meter(World world, String name, long amount) {
    return Meter.fixed(
        world.limits().declare(name, new Limit(amount, MINUTE)), world.clock()::nanos);
  }

  void take(Connection connection) {
    Plan plan = connection.workspace().plan();
    Meter own = plan == Plan.BUSINESS || plan == Plan.ENTERPRISE ? large : standard;
    refuse(own, connection.botId(), "public_api_request_rate_limit");
    refuse(workspace, connection.workspace().id(), "public_api_space_request_rate_limit");
  }

  private static void refuse(Meter meter, String key, String reason) {
    meter
        .take(key, 1)
        .ifPresent(
            wait -> {
              throw Refusal.rateLimited(reason, wait);
            });
  }
}
