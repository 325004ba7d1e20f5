package dev.errand.runtime.connections;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The statements on {@link ConnectionRow}. */
interface ConnectionRows extends Repository<ConnectionRow, UUID> {

  /** Sends what is changed now, and not at the end of the transaction. */
  void flush();

  @Query(
      """
      select c from ConnectionRow c
      where c.userId = :user and c.provider = :provider and c.state <> 'disconnected'
      """)
  Optional<ConnectionRow> live(String user, String provider);

  Optional<ConnectionRow> findByUserIdAndProviderAndAccount(
      String userId, String provider, String account);

  List<ConnectionRow> findByUserIdOrderByProviderAscChangedAtDesc(String userId);

  List<ConnectionRow> findByIdIn(Collection<UUID> ids);

  @Lock(LockModeType.PESSIMISTIC_WRITE)
  @Query("select c from ConnectionRow c where c.id = :id")
  Optional<ConnectionRow> lock(UUID id);

  @Query(
      "select c from ConnectionRow c where c.announced <> c.version and c.changedAt < :before order"
          + " by c.changedAt")
  List<ConnectionRow> unannounced(Instant before, Limit most);

  @Modifying
  @Query(
      "update ConnectionRow c set c.announced = :version where c.id = :id and c.announced <"
          + " :version")
  int announced(UUID id, long version);

  @Modifying
  @NativeQuery(
      """
      update connection
      set account = 'erased ' || id, workspace = null, scopes = '{}', facts = '{}'
      where user_id = :user and state = 'disconnected'
      """)
  int eraseFacts(String user);

  @Modifying
  @Query("update ConnectionRow c set c.announced = 0 where c.id = :id and c.announced > :version")
  int announceAgain(UUID id, long version);
}
