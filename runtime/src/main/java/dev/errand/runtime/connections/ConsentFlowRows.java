package dev.errand.runtime.connections;

import java.time.Instant;
import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The statements on {@link ConsentFlowRow}. */
interface ConsentFlowRows extends Repository<ConsentFlowRow, String> {

  Optional<ConsentFlowRow> findByStateHash(String stateHash);

  @Modifying
  @Query("delete from ConsentFlowRow f where f.stateHash = :stateHash")
  int remove(String stateHash);

  @Modifying
  @Query("delete from ConsentFlowRow f where f.expiresAt <= :now")
  int removeExpired(Instant now);
}
