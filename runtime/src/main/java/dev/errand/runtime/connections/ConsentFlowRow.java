package dev.errand.runtime.connections;

import dev.errand.connections.ConsentFlow;
import dev.errand.connections.Sealed;
import dev.errand.schemas.Provider;
import dev.errand.schemas.UserId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A {@link ConsentFlow} in its table. */
@Entity
@Table(name = "consent_flow")
class ConsentFlowRow {

  @Id private String stateHash = "";
  private UUID id = new UUID(0, 0);
  private String bindingHash = "";
  private String userId = "";
  private String provider = "";
  private byte @Nullable [] verifier;
  private String issuer = "";
  private String authorizeEndpoint = "";
  private String tokenEndpoint = "";
  private String redirect = "";
  private Instant expiresAt = Instant.EPOCH;

  /** For Hibernate. */
  protected ConsentFlowRow() {}

  static ConsentFlowRow of(ConsentFlow flow) {
    ConsentFlowRow row = new ConsentFlowRow();
    row.stateHash = flow.stateHash();
    row.id = flow.id();
    row.bindingHash = flow.bindingHash();
    row.userId = flow.user().value();
    row.provider = flow.provider().wireName();
    row.verifier = flow.verifier() == null ? null : flow.verifier().bytes();
    row.issuer = flow.issuer();
    row.authorizeEndpoint = flow.authorizeEndpoint().toString();
    row.tokenEndpoint = flow.tokenEndpoint().toString();
    row.redirect = flow.redirect().toString();
    row.expiresAt = flow.expiresAt();
    return row;
  }

  ConsentFlow flow() {
    return new ConsentFlow(
        id,
        stateHash,
        bindingHash,
        new UserId(userId),
        Provider.ofWireName(provider),
        verifier == null ? null : Sealed.of(verifier),
        issuer,
        URI.create(authorizeEndpoint),
        URI.create(tokenEndpoint),
        URI.create(redirect),
        expiresAt);
  }
}
