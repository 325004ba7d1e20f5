package dev.errand.runtime.connections;

import java.util.Optional;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.NativeQuery;
import org.springframework.data.repository.Repository;

/** The statements on {@link DataKeyRow}. */
interface DataKeyRows extends Repository<DataKeyRow, String> {

  Optional<DataKeyRow> findByUserId(String userId);

  @Modifying
  @NativeQuery(
      "insert into data_key (user_id, wrapped) values (:user, :wrapped) on conflict (user_id) do"
          + " nothing")
  int addIfAbsent(String user, String wrapped);

  int deleteByUserId(String userId);
}
