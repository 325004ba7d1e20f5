package dev.errand.mailworker.bounces;

import dev.errand.pipeline.Operation;
import dev.errand.pipeline.OperationContext;
import dev.errand.schemas.OperationName;
import dev.errand.schemas.mail.Bounce;
import dev.errand.schemas.mail.MailDelivery;
import dev.errand.schemas.mail.MailOperations;
import dev.errand.schemas.mail.MailReports;
import java.util.List;

/**
 * {@code mail.delivery}: whether a mail came back, by the reports in its sender's mailbox that name
 * its Message-ID. What an earlier look told is not told again.
 */
public final class LookForBounces implements Operation {

  private final KnownReports reports;

  public LookForBounces(KnownReports reports) {
    this.reports = reports;
  }

  @Override
  public OperationName name() {
    return MailOperations.MAIL_DELIVERY;
  }

  @Override
  public Object perform(OperationContext context) {
    MailDelivery asked = context.input(MailDelivery.class);
    List<Bounce> bounces =
        reports.since(context, asked.since()).stream()
            .filter(report -> report.isOf(asked.internetMessageId()))
            .map(KnownReports.Known::bounce)
            .filter(bounce -> !asked.told().contains(bounce.key()))
            .limit(MailReports.MAX_BOUNCES)
            .toList();
    return new MailReports(asked.command(), asked.internetMessageId(), bounces);
  }
}
